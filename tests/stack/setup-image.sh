#!/usr/bin/env bash
# What makes and boots an arm64 image on another kind of machine, installed only when missing.
set -euo pipefail
wanted=(mmdebstrap kmod udev qemu-system-arm qemu-efi-aarch64)
[ "$(uname -m)" = aarch64 ] || wanted+=(qemu-user-static binfmt-support arch-test)
missing=()
for name in "${wanted[@]}"; do
  dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null | grep -qx installed || missing+=("$name")
done
if [ ${#missing[@]} -ne 0 ]; then
  echo "· Debian packages: ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
if [ "$(uname -m)" != aarch64 ] && [ ! -e /proc/sys/fs/binfmt_misc/qemu-aarch64 ]; then
  mountpoint -q /proc/sys/fs/binfmt_misc || mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc
  update-binfmts --enable qemu-aarch64
fi
