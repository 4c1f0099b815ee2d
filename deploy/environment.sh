# Sourced by start.sh and test.sh: makes what they need on a Debian machine with Python 3.11.

# install PACKAGE...: installs Debian packages, by sudo where this is not the superuser.
install() {
    echo "Installing $*"
    $(command -v sudo) apt-get update
    $(command -v sudo) env DEBIAN_FRONTEND=noninteractive apt-get install -y "$@"
}

# prepare FILE...: makes the virtual environment and installs what the requirement files list.
prepare() {
    python3 -c "import ensurepip" 2>/dev/null || install python3-venv
    python3 -m venv .venv
    local file
    for file in "$@"; do
        .venv/bin/pip install -r "$file"
    done
    .venv/bin/pip install --no-deps --no-build-isolation -e .
}
