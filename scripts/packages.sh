#!/bin/sh
# Build what is installed without this checkout, into build/packages: wheel, sdist, a folder that needs no Python, and a
# Debian package of it, and a container image of the server.
# usage: scripts/packages.sh [wheel] [folder] [deb] [container]   Without arguments, all; deb needs the folder.
set -eu
cd "$(dirname "$0")/.."
root=$PWD
out=$root/build/packages
work=$root/build/packages-work
venv=$work/venv
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PYTHONDONTWRITEBYTECODE=1

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# An environment of its own: PyInstaller takes what it sees, and tools of the tests have no place in a package.
ensure_tools() {
  stamp=$(cksum <requirements-packages.lock)
  if [ "$(cat "$venv/ready" 2>/dev/null)" != "$stamp" ]; then
    say "Installing the packages of requirements-packages.lock"
    rm -rf "$venv"
    .venv/bin/python -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet --no-deps --require-hashes --only-binary :all: -r requirements-packages.lock
    printf '%s' "$stamp" >"$venv/ready"
  fi
}

build_wheel() {
  say "Building wheel and sdist"
  rm -f "$out"/*.whl "$out"/sparklytics_desktop-*.tar.gz
  "$venv/bin/python" -m build --no-isolation --outdir "$out" "$work/source" >"$work/wheel.log" 2>&1 ||
    stop "Wheel and sdist could not be built: $work/wheel.log"
}

# Only what is committed or about to be: nothing that lies around gets into a package.
copy_sources() {
  rm -rf "$work/source"
  mkdir -p "$work/source"
  if [ -e .git ]; then
    git ls-files -z --cached --others --exclude-standard | tar --null -c -T - | tar -x -C "$work/source"
  else
    tar -c --exclude ./build --exclude ./.venv . | tar -x -C "$work/source"
  fi
}

build_folder() {
  say "Building the folder (a few minutes)"
  rm -f "$out"/*-linux-*.tar.xz
  (cd "$work" && PYTHONPATH=$work/source "$venv/bin/pyinstaller" --noconfirm --log-level WARN --distpath "$work/dist" \
    --workpath "$work/pyinstaller" "$work/source/packaging/desktop/sparklytics.spec" >"$work/folder.log" 2>&1) ||
    stop "The folder could not be built: $work/folder.log"
  cp LICENSE NOTICE "$work/dist/sparklytics/"
  # Python and libraries carry the names of their functions for debuggers; DuckDB's and Qt's come without.
  find "$work/dist/sparklytics/_internal" -maxdepth 1 -type f -name 'lib*.so*' -exec strip --strip-unneeded {} +
  tar -C "$work/dist" -c sparklytics | xz -T2 -3 >"$out/sparklytics-$version-linux-$(uname -m).tar.xz"
}

# Print the newest version of glibc that the binaries below $1 ask for.
glibc_of() {
  find "$1" -type f \( -name '*.so*' -o -name sparklytics \) -exec objdump -T {} + 2>/dev/null |
    grep -o 'GLIBC_2\.[0-9]*' | sort -u -t. -k2n | tail -n 1 | cut -d_ -f2
}

fill() { # fill TEMPLATE: print it with its values
  licence=$(sed -e '1,/^Copyright/d' -e '/./,$!d' LICENSE | sed -e 's/^$/./' -e 's/^/ /')
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      @LICENSE@) printf '%s\n' "$licence" ;;
      *) printf '%s\n' "$line" ;;
    esac
  done <"$1" | sed -e "s/@VERSION@/$version/g" -e "s/@DATE@/$date/g" -e "s/@MOMENT@/$moment/g" -e "s/@ARCHITECTURE@/$architecture/g" \
    -e "s/@SIZE@/${size:-0}/g" -e "s/@DEPENDS@/${depends:-}/g"
}

put() { # put FILE TARGET [MODE]
  install -D -m "${3:-644}" "$1" "$tree/$2"
}

build_deb() {
  have dpkg-deb || { say "dpkg-deb is not here: no Debian package is built."; return; }
  say "Building the Debian package"
  rm -f "$out"/*.deb
  tree=$work/deb
  debian=packaging/debian
  rm -rf "$tree"
  mkdir -p "$tree/usr/lib" "$tree/usr/bin" "$tree/DEBIAN"
  cp -a "$work/dist/sparklytics" "$tree/usr/lib/sparklytics"
  find "$tree/usr/lib/sparklytics" -type f ! -name sparklytics -exec chmod 644 {} +
  find "$tree/usr/lib/sparklytics" -type d -exec chmod 755 {} +
  rm "$tree/usr/lib/sparklytics/LICENSE"
  ln -s ../lib/sparklytics/sparklytics "$tree/usr/bin/sparklytics"
  put packaging/sparklytics.desktop usr/share/applications/sparklytics.desktop
  put resources/icons/logo.svg usr/share/icons/hicolor/scalable/apps/sparklytics.svg
  put "$debian/lintian-overrides" usr/share/lintian/overrides/sparklytics
  sed 's,/opt/sparklytics/.venv/bin/,/usr/bin/,' packaging/sparklytics.service >"$work/unit"
  put "$work/unit" usr/lib/systemd/system/sparklytics.service
  gzip -9nc "$debian/sparklytics.1" >"$work/man" && put "$work/man" usr/share/man/man1/sparklytics.1.gz
  fill "$debian/changelog.in" | gzip -9n >"$work/changelog" && put "$work/changelog" usr/share/doc/sparklytics/changelog.gz
  gzip -9nc CHANGELOG.md >"$work/changes" && put "$work/changes" usr/share/doc/sparklytics/CHANGELOG.md.gz
  put NOTICE usr/share/doc/sparklytics/NOTICE
  fill "$debian/copyright.in" >"$work/copyright" && put "$work/copyright" usr/share/doc/sparklytics/copyright
  fill "$debian/sparklytics.metainfo.xml.in" >"$work/metainfo"
  put "$work/metainfo" usr/share/metainfo/sparklytics.metainfo.xml
  for script in postinst prerm postrm; do put "$debian/$script" "DEBIAN/$script" 755; done
  size=$(du -ks "$tree/usr" | cut -f1)
  depends="libc6 (>= $(glibc_of "$tree/usr/lib/sparklytics")), $(scripts/setup.sh libraries | sort -u | paste -sd, | sed 's/,/, /g')"
  fill "$debian/control.in" >"$tree/DEBIAN/control"
  (cd "$tree" && find usr -type f -exec md5sum {} +) >"$tree/DEBIAN/md5sums"
  dpkg-deb --root-owner-group -Zxz --build "$tree" "$out/sparklytics_${version}_$architecture.deb" >/dev/null
}

# The image of packaging/Dockerfile over a Debian made here, so that no registry is needed: for this kind of processor.
build_container() {
  have buildah && have mmdebstrap && [ "$(id -u)" = 0 ] ||
    { say "buildah, mmdebstrap or root is missing: no container image is built."; return; }
  say "Building the container image"
  rm -f "$out"/*-container-*.tar.xz
  export STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot
  base=$work/base.tar
  sources=$(find /etc/apt/sources.list.d -name 'debian*' -type f)
  # shellcheck disable=SC2086  # several files
  mmdebstrap --quiet --variant=minbase --include=python3-minimal,python3-pip,python-is-python3,libpython3-stdlib,tzdata \
    --dpkgopt='path-exclude=/usr/share/{doc,man,locale,info}/*' "$(. /etc/os-release && echo "$VERSION_CODENAME")" \
    "$base" ${sources:-/etc/apt/sources.list} >"$work/container.log" 2>&1 || stop "No Debian could be made: $work/container.log"
  mounts=
  for file in /etc/ssl/certs /etc/pip.conf; do # what pip needs to get through here
    [ -e "$file" ] && mounts="$mounts --volume $file:$file:ro"
  done
  {
    container=$(buildah from scratch) && buildah add "$container" "$base" / &&
      buildah commit --rm "$container" sparklytics-base &&
      # shellcheck disable=SC2086
      buildah build --format docker $mounts --build-arg BASE=localhost/sparklytics-base \
        --file "$work/source/packaging/Dockerfile" --tag "sparklytics:$version" "$work/source" &&
      buildah push "sparklytics:$version" "docker-archive:$work/image.tar:sparklytics:$version" &&
      buildah rmi "sparklytics:$version" sparklytics-base
  } >>"$work/container.log" 2>&1 || stop "The image could not be built: $work/container.log"
  xz -T2 -3 -c "$work/image.tar" >"$out/sparklytics-$version-container-$architecture.tar.xz"
  rm "$base" "$work/image.tar"
}

scripts/setup.sh run
version=$(.venv/bin/python -c 'import app; print(app.__version__)')
date=$(date -u -r CHANGELOG.md +%Y-%m-%d)
moment=$(date -u -R -r CHANGELOG.md)
architecture=$(dpkg --print-architecture 2>/dev/null || uname -m)
mkdir -p "$out" "$work"
ensure_tools
copy_sources
for step in ${*:-wheel folder deb container}; do
  case $step in
    wheel | folder | deb | container) "build_$step" ;;
    *) stop "There is no step $step: wheel, folder, deb or container." ;;
  esac
done
(cd "$out" && rm -f SHA256SUMS && sha256sum sparklytics* >SHA256SUMS && du -h sparklytics*) >&2
