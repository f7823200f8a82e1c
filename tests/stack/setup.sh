#!/usr/bin/env bash
# Debian packages the stack needs, installed only when missing.
set -euo pipefail
release=$(. /etc/os-release && echo "${VERSION_ID:-0}")
wanted=(chromium fonts-noto-cjk fonts-unifont openssl poppler-utils pandoc systemd-container nftables openssh-server age cryptsetup-bin
  dosfstools fdisk mtools squashfs-tools)
if [ "$release" = 13 ]; then
  wanted+=(postgresql-17 postgresql-17-timescaledb mosquitto mosquitto-clients micropython)
else
  wanted+=(mmdebstrap)
fi
missing=()
for name in "${wanted[@]}"; do
  dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null | grep -qx installed || missing+=("$name")
done
[ ${#missing[@]} -eq 0 ] && exit 0
echo "· Debian packages: ${missing[*]}"
sudo=""
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null || { echo "Run this as root, or install sudo."; exit 1; }
  sudo=sudo
fi
$sudo apt-get update -qq
# no service may start by itself: the stack runs its own under .run
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null \
  || { echo "apt-get could not install ${missing[*]}; its message is above."; exit 1; }
