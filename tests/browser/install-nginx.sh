#!/bin/sh
# An nginx for the tests of what servers send: the system's if there is one, else the package
# manager's.
set -u
command -v nginx >/dev/null 2>&1 && exit 0
[ -x /usr/sbin/nginx ] && exit 0

echo "Installing nginx for the browser tests ..."
if command -v apt-get >/dev/null 2>&1; then
  as_root=""
  [ "$(id -u)" -eq 0 ] || as_root="sudo -n"
  $as_root apt-get update -qq >/dev/null 2>&1
  # It is not to be started: the tests do that, with files and ports of their own.
  [ -e /usr/sbin/policy-rc.d ] || {
    printf '#!/bin/sh\nexit 101\n' | $as_root tee /usr/sbin/policy-rc.d >/dev/null
    $as_root chmod +x /usr/sbin/policy-rc.d
    mine=yes
  }
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends nginx-light \
    >/dev/null 2>&1 && found=yes
  [ "${mine:-}" ] && $as_root rm /usr/sbin/policy-rc.d
  [ "${found:-}" ] && exit 0
elif command -v brew >/dev/null 2>&1; then
  brew install --quiet nginx >/dev/null 2>&1 && exit 0
fi
echo "The browser tests need nginx, and it could not be installed: install the package 'nginx'." >&2
exit 1
