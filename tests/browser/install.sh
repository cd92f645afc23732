#!/bin/sh
# A Chromium for the browser tests: the system's if there is one, else Playwright's own, else the
# package manager's, since some networks refuse Playwright's download.
set -u
bin=$1

for name in chromium chromium-browser google-chrome google-chrome-stable; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
"$bin/python" -c '
import sys
from pathlib import Path
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    sys.exit(not Path(playwright.chromium.executable_path).exists())
' && exit 0

echo "Installing Chromium for the browser tests ..."
"$bin/playwright" install chromium >/dev/null 2>&1 && exit 0
if command -v apt-get >/dev/null 2>&1; then
  as_root=""
  [ "$(id -u)" -eq 0 ] || as_root="sudo -n"
  $as_root apt-get update -qq >/dev/null 2>&1
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium \
    >/dev/null 2>&1 && exit 0
fi
echo "The browser tests need Chromium, and it could not be installed: install the package 'chromium'." >&2
exit 1
