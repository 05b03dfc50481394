#!/bin/sh
# Installs packages, given by their names on PyPI, from PACKAGE_SOURCE (see the Dockerfile), and sees to it that
# `python` and `python3` are the interpreter that has them.
set -eu

from_pip() {
  # Where Debian's own Python is the only one, pip would rather not touch it: in here nothing else needs it.
  PIP_BREAK_SYSTEM_PACKAGES=1 python3 -m pip install --no-cache-dir --root-user-action ignore \
    --retries 1 --timeout 15 "$@"
}

apt_install() {
  apt-get -qq update
  apt-get -qq -y --no-install-recommends install "$@"
  apt-get clean
  rm -rf /var/lib/apt/lists/*
}

# Debian's scipy asks for a compiler from Python to C++, and with it for half a gigabyte of C++ tools, which only
# programs that compile at run time would use. An empty package of that name keeps them out.
without_compilers() {
  mkdir -p /tmp/empty/DEBIAN
  printf '%s\n' 'Package: python3-pythran' 'Version: 99' 'Architecture: all' \
    'Maintainer: CodeForge <codeforge@localhost>' 'Description: left out of the sandbox' >/tmp/empty/DEBIAN/control
  dpkg-deb --build /tmp/empty /tmp/empty.deb
  dpkg --install /tmp/empty.deb
  rm -r /tmp/empty /tmp/empty.deb
}

# Debian calls some of them otherwise.
debian_name() {
  case $1 in
    beautifulsoup4) echo python3-bs4 ;;
    Pillow) echo python3-pil ;;
    scikit-learn) echo python3-sklearn ;;
    *) echo "python3-$1" ;;
  esac
}

from_apt() {
  names=python3
  for package; do
    names="$names $(debian_name "$package")"
    if [ "$package" = scipy ]; then without_compilers; fi
  done
  # shellcheck disable=SC2086
  apt_install $names
  # Debian's packages belong to Debian's Python, and the base may have another one first in the path.
  for name in python3 python; do
    if [ "$(readlink -f "$(command -v $name || true)")" != "$(readlink -f /usr/bin/python3)" ]; then
      ln -sf /usr/bin/python3 "/usr/local/bin/$name"
    fi
  done
}

case $PACKAGE_SOURCE in
  pip)
    command -v python3 && python3 -m pip --version || apt_install python3-pip
    from_pip "$@"
    ;;
  apt) from_apt "$@" ;;
  # What came first decides for what comes later too: two interpreters with half of the packages each help nobody.
  auto)
    if [ -e /usr/local/lib/codeforge/took-apt ]; then
      from_apt "$@"
    elif ! from_pip "$@"; then
      from_apt "$@"
      touch /usr/local/lib/codeforge/took-apt
    fi
    ;;
  *)
    echo "PACKAGE_SOURCE is $PACKAGE_SOURCE, but must be auto, pip or apt" >&2
    exit 1
    ;;
esac

command -v python || ln -s "$(command -v python3)" /usr/local/bin/python
