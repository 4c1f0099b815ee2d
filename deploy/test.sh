#!/usr/bin/env bash
# Creates what the tests need, browser and proxy included, and runs them; arguments go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."
. deploy/environment.sh
if ! command -v chromium >/dev/null || ! [ -x /usr/sbin/nginx ]; then
    install chromium fonts-noto-core nginx-light openssl
fi
prepare requirements.txt tests/requirements.txt
exec .venv/bin/pytest "$@"
