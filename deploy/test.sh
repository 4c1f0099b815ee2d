#!/usr/bin/env bash
# Creates what the tests need, browser, proxy and database included, and runs them; arguments go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."
. deploy/environment.sh
unset PYTHONDONTWRITEBYTECODE # each server and command that a test starts would compile every module anew
if ! command -v chromium-headless-shell chromium >/dev/null || ! [ -x /usr/sbin/nginx ]; then
    install chromium-headless-shell fonts-noto-core nginx-light openssl
fi
if ! compgen -G "/usr/share/postgresql/*/extension/postgis.control" >/dev/null; then
    install postgresql postgresql-postgis
fi
prepare requirements.txt tests/requirements.txt
exec .venv/bin/pytest "$@"
