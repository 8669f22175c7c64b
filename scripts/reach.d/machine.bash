# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# Part of reach: the contract under another kernel, in a virtual machine whose disk is its memory: no driver is needed for that.

# reach_kernel VERSION: sets $kernel to the newest of Debian's kernels of that version for $root, fetched once.
reach_kernel() {
    local folder=$REACH_CACHE/kernels/$1 package
    mkdir -p "$folder"
    kernel=$(find "$folder" -name 'vmlinuz-*' | head -n 1)
    [[ -z $kernel ]] || return 0
    reach_say "fetching Debian's kernel $1"
    reach_as_root chroot "$root" apt-get update -qq
    package=$(reach_as_root chroot "$root" apt-cache depends linux-image-amd64 | sed -n 's/^ *Depends: \(linux-image-[0-9].*\)/\1/p' | head -n 1)
    [[ $package == linux-image-"$1".* ]] || reach_fail "$root has $package, and not kernel $1"
    reach_as_root chroot "$root" sh -c "cd /tmp && apt-get download -qq '$package'"
    reach_as_root sh -c "dpkg-deb --fsys-tarfile '$root'/tmp/linux-image-*.deb | tar -x -C '$folder' --wildcards './boot/vmlinuz-*'; rm '$root'/tmp/linux-image-*.deb"
    kernel=$(find "$folder" -name 'vmlinuz-*' | head -n 1)
    [[ -n $kernel ]] || reach_fail "there is no kernel in $package"
}

# reach_accelerator: sets $accelerator. A /dev/kvm may be there that cannot run a kernel as Debian has it, such as that of a
# virtual machine in a virtual machine: so a kernel without a disk has to get as far as its panic.
reach_accelerator() {
    accelerator=tcg
    reach_as_root test -w /dev/kvm || return 0
    if reach_as_root timeout 20 qemu-system-x86_64 -machine pc,accel=kvm -m 512 -nodefaults -no-reboot -display none -serial stdio \
        -kernel "$kernel" -append 'console=ttyS0 no_timer_check panic=-1' </dev/null 2>&1 | grep -q 'Kernel panic'; then
        accelerator=kvm
    else
        reach_say "/dev/kvm does not run this kernel; it is emulated, which takes many times as long"
    fi
}

# reach_in_machine VERSION
reach_in_machine() {
    reach_need qemu-system-x86_64:qemu-system-x86 cpio:cpio
    reach_kernel "$1"
    [[ $prepare = no ]] || return 0
    local accelerator
    reach_accelerator
    reach_modules
    reach_arguments "$([[ $accelerator = kvm ]] && echo 60 || echo 300)"
    mkdir -p "$reports"
    work=$(mktemp -d "$REACH_CACHE/machine.XXXXXX")
    trap 'rm -rf "$modules" "$work"' EXIT
    mkdir -p "$work/more/opt"
    cp -r "$modules" "$work/more/opt/rmux-pty"
    sed "s|@COMMAND@|$java ${arguments[*]}|" "$REACH_SCRIPTS/init" >"$work/more/reach-init"
    chmod +x "$work/more/reach-init"
    reach_as_root sh -c "cd '$root' && find . -xdev | cpio --quiet -o -H newc" >"$work/disk"
    (cd "$work/more" && find . | cpio --quiet -o -H newc) >>"$work/disk"
    # no_timer_check: on a busy machine, an emulated timer looks broken to the kernel, which stops for that.
    reach_as_root timeout 5400 qemu-system-x86_64 -machine "pc,accel=$accelerator" -smp 2 -m 3072 -nodefaults -no-reboot -display none \
        -serial "file:$reports/console.log" -kernel "$kernel" -initrd "$work/disk" \
        -append 'console=ttyS0 no_timer_check rdinit=/reach-init panic=-1 quiet' </dev/null >"$reports/qemu.log" 2>&1 || true
    reach_from_console "$reports/console.log"
    printf '%s, by %s\n' "$(sed -n 's/\r//; s/^reach-kernel: //p' "$reports/console.log")" "$accelerator"
    reach_report "$lane"
}

# reach_from_console LOG: takes the files out of what the machine wrote to its serial line.
reach_from_console() {
    local file
    for file in report.json report.md conformance.log; do
        tr -d '\r' <"$1" | sed -n "/^reach-begin $file\$/,/^reach-end\$/p" | sed '1d;$d' | base64 -d >"$reports/$file" ||
            reach_fail "the machine's report is damaged: $1"
    done
}
