#!/bin/sh
# Make this checkout ready to run: Python, system libraries, and .venv with the locked packages.
# Only missing parts are installed; when nothing is missing, the script ends within a second.
set -eu

usage="usage: scripts/setup.sh server | run | test | cloud | browser | libraries
  server     install the packages of the server, without a window (a NAS)
  run        also install those of the window
  test       also install those of the tests and checks
  cloud      also install those of cloud mode and its tests
  browser    print the path of the browser the tests drive
  libraries  print the Debian packages of the libraries the window loads"

root=$(cd "$(dirname "$0")/.." && pwd)
venv=$root/.venv
PATH=$PATH:/usr/sbin:/sbin # ldconfig lives there, and users of Debian do not have it on their path
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1

# System libraries that Qt's xcb and wayland platforms load, and the Debian package of each.
qt_libraries='libEGL.so.1            libegl1
libGL.so.1             libgl1
libX11-xcb.so.1        libx11-xcb1
libdbus-1.so.3         libdbus-1-3
libfontconfig.so.1     libfontconfig1
libfreetype.so.6       libfreetype6
libglib-2.0.so.0       libglib2.0-0
libgssapi_krb5.so.2    libgssapi-krb5-2
libwayland-client.so.0 libwayland-client0
libwayland-cursor.so.0 libwayland-cursor0
libwayland-egl.so.1    libwayland-egl1
libxcb-cursor.so.0     libxcb-cursor0
libxcb-glx.so.0        libxcb-glx0
libxcb-icccm.so.4      libxcb-icccm4
libxcb-image.so.0      libxcb-image0
libxcb-keysyms.so.1    libxcb-keysyms1
libxcb-randr.so.0      libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-render.so.0     libxcb-render0
libxcb-shape.so.0      libxcb-shape0
libxcb-shm.so.0        libxcb-shm0
libxcb-sync.so.1       libxcb-sync1
libxcb-util.so.1       libxcb-util1
libxcb-xfixes.so.0     libxcb-xfixes0
libxcb-xkb.so.1        libxcb-xkb1
libxkbcommon-x11.so.0  libxkbcommon-x11-0
libxkbcommon.so.0      libxkbcommon0'

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# --- Python ---------------------------------------------------------------------------------------------------------

# Print the first Python of at least 3.11 that can also run $1, a line of Python. Each one is run, because a name may
# exist that does not run (a version manager's placeholder).
find_python() {
  for name in python3.13 python3.12 python3.11 python3; do
    if "$name" -c "import sys; assert sys.version_info >= (3, 11); $1" 2>/dev/null; then
      command -v "$name"
      return 0
    fi
  done
  return 1
}

# Print the Debian package that contains Python with the venv module.
python_package() {
  if python=$(find_python pass); then
    "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
    return
  fi
  for version in 3.13 3.12 3.11; do
    if [ -n "$(apt-cache show "python$version-venv" 2>/dev/null)" ]; then
      echo "python$version-venv"
      return
    fi
  done
  echo python3-venv
}

# --- system packages ------------------------------------------------------------------------------------------------

# Print the Debian packages of the Qt libraries that the loader does not know.
missing_qt_packages() {
  # Qt comes for 64-bit systems only; the filter passes over 32-bit copies installed beside them.
  known=$(ldconfig -p 2>/dev/null | awk '/x86-64|AArch64/ {print "|" $1 "|"}')
  printf '%s\n' "$qt_libraries" | while read -r soname package; do
    case $known in
      *"|$soname|"*) ;;
      *) printf '%s\n' "$package" ;;
    esac
  done
}

has_fonts() {
  [ -n "$(find /usr/share/fonts /usr/local/share/fonts "${HOME:-/}/.fonts" "${HOME:-/}/.local/share/fonts" \
    -name '*.[ot]t[fc]' -print -quit 2>/dev/null)" ]
}

is_ubuntu() { grep -qs '^ID=ubuntu' /etc/os-release; }

# Print the path of the browser the tests drive. Ubuntu's chromium-browser may be a script that only requests the snap.
find_browser() {
  for name in chromium google-chrome-stable google-chrome chromium-browser; do
    path=$(command -v "$name") || continue
    grep -qs 'snap install chromium' "$path" || { echo "$path"; return; }
  done
  for path in "${PLAYWRIGHT_BROWSERS_PATH:-${HOME:-/}/.cache/ms-playwright}"/chromium-*/chrome-linux*/chrome; do
    [ -x "$path" ] && { echo "$path"; return; }
  done
  return 1
}

has_postgres() { [ -n "$(find /usr/lib/postgresql -path '*/bin/initdb' -print -quit 2>/dev/null)" ]; }

# Print every Debian package that is missing for purpose $1.
missing_packages() {
  if ! venv_works && ! find_python 'import ensurepip, venv' >/dev/null; then python_package; fi
  [ "$1" != server ] || return 0
  missing_qt_packages
  has_fonts || echo fonts-dejavu-core
  [ "$1" != run ] || return 0
  have Xvfb && have xvfb-run || echo xvfb
  have xauth || echo xauth
  find_browser >/dev/null || is_ubuntu || echo chromium
  [ "$1" != cloud ] || has_postgres || echo postgresql
  # A window manager, and input to a screen: where nothing may be installed, tests make the input themselves.
  may_install || return 0
  have jwm || echo jwm
  have xdotool || echo xdotool
}

may_install() { have apt-get && { [ "$(id -u)" = 0 ] || { have sudo && sudo -n true 2>/dev/null; }; }; }

# Install the packages named, or print the command that does and stop.
install_packages() {
  if [ "$(id -u)" = 0 ]; then
    as_root=
  elif have sudo && sudo -n true 2>/dev/null; then
    as_root='sudo -n'
  else
    say "Sparklytics needs system packages that only an administrator can install. Run this line, then try again:"
    stop "  sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
  fi
  say "Installing system packages: $*"
  apt_get() { $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120 "$@" </dev/null >&2; }
  # The package lists may be old or absent: they are updated only after a failure.
  apt_get install -y --no-install-recommends "$@" 2>/dev/null && return
  apt_get update || say "Some package lists could not be fetched. Trying anyway."
  apt_get install -y --no-install-recommends "$@" ||
    stop "The system packages could not be installed (see above). Fix the problem, then run the same command again."
}

ensure_system_packages() {
  [ "$(uname -s)" = Linux ] || return 0
  missing=$(missing_packages "$1" | sort -u | tr '\n' ' ')
  [ -n "$missing" ] || return 0
  # shellcheck disable=SC2086  # the list is split into package names on purpose
  if have apt-get; then install_packages ${missing% }; return; fi
  stop "This system has no apt-get. Install the content of these Debian packages, then run the same command again: $missing"
}

# --- .venv ----------------------------------------------------------------------------------------------------------

# A .venv of another folder (the checkout was moved) or of an interrupted set-up cannot be trusted and is created anew.
venv_works() {
  [ "$(cat "$venv/made-for" 2>/dev/null)" = "$root" ] && [ ! -e "$venv/installing" ] &&
    [ -x "$venv/bin/python" ] && "$venv/bin/python" -c 'import pip' 2>/dev/null
}

lock_of() {
  case $1 in
    server) echo requirements-server.lock ;;
    run) echo requirements-desktop.lock ;;
    test) echo requirements.lock ;;
    cloud) echo requirements-cloud.lock ;;
  esac
}

stamp_of() { cksum <"$root/$(lock_of "$1")"; }

is_ready() { venv_works && [ "$(cat "$venv/ready-$1" 2>/dev/null)" = "$(stamp_of "$1")" ]; }

create_venv() {
  python=$(find_python 'import ensurepip, venv') ||
    stop "Sparklytics needs Python 3.11 or newer with its venv module. Install it, then run the same command again."
  say "Creating .venv with $("$python" --version)"
  "$python" -m venv --clear "$venv" || stop ".venv could not be created (see above)."
  printf '%s\n' "$root" >"$venv/made-for"
}

# Make `import app` and the sparklytics command work from any folder, without building the project.
link_project() {
  site=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
  printf '%s\n' "$root" >"$site/sparklytics.pth"
  # -P: a folder called "app" where the command is typed must not be taken for ours.
  printf '#!/bin/sh\nexec "%s/bin/python" -P -m app "$@"\n' "$venv" >"$venv/bin/sparklytics"
  chmod +x "$venv/bin/sparklytics"
}

ensure_venv() {
  if is_ready "$1"; then return; fi
  venv_works || create_venv
  rm -f "$venv/ready-server" "$venv/ready-run" "$venv/ready-test" "$venv/ready-cloud"
  touch "$venv/installing"
  lock=$(lock_of "$1")
  say "Installing the Python packages of $lock (once; this may take a minute or two)"
  log=$venv/install.log
  if ! "$venv/bin/python" -m pip install --progress-bar off --no-deps --require-hashes --only-binary :all: \
    -r "$root/$lock" >"$log" 2>&1; then
    grep '^ERROR' "$log" >&2 || tail -n 5 "$log" >&2
    stop "The Python packages could not be installed. They are downloaded once, so this machine must be online; then run the same command again. Output of pip: $log"
  fi
  link_project
  for covered in server run test cloud; do # each purpose includes the ones before it
    stamp_of "$covered" >"$venv/ready-$covered"
    [ "$covered" != "$1" ] || break
  done
  rm "$venv/installing"
}

# Ubuntu has Chromium as a snap only, which tests cannot drive: there Playwright fetches a build of its own.
ensure_browser() {
  if find_browser >/dev/null; then return; fi
  cd "$root"
  say "Installing Chromium for the browser tests"
  libraries='.venv/bin/python -m playwright install-deps chromium'
  if [ "$(id -u)" != 0 ] && ! { have sudo && sudo -n true 2>/dev/null; }; then
    say "Should Chromium not start, run this line for its libraries: sudo $libraries"
  elif ! $libraries >"$venv/browser.log" 2>&1; then
    say "Chromium's libraries could not all be installed: $venv/browser.log"
  fi
  "$venv/bin/python" -m playwright install chromium >>"$venv/browser.log" 2>&1 || true
  find_browser >/dev/null ||
    stop "The browser tests need Chromium, which this system does not package. Install Google Chrome (a .deb, not a snap), then run the same command again. Details: $venv/browser.log"
}

purpose=${1:-}
case $purpose in
  browser)
    find_browser || stop "There is no Chromium or Chrome. 'make test' installs one."
    exit
    ;;
  libraries)
    printf '%s\n' "$qt_libraries" | awk '{print $2}'
    exit
    ;;
  server | run | test | cloud) ;;
  *) say "$usage"; exit 2 ;;
esac
if have flock; then # two set-ups at once would disturb each other
  exec 9<"$root"
  flock 9
fi
ensure_system_packages "$purpose"
ensure_venv "$purpose"
case $purpose in
  test | cloud) [ "$(uname -s)" != Linux ] || ensure_browser ;;
esac
