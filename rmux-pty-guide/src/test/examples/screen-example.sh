# SPDX-License-Identifier: Apache-2.0 OR MIT
# What docs/images/screen.svg shows.
printf '\033]0;What a terminal can show\007'
printf '\033[1mbold\033[m \033[2mdim\033[m \033[3mitalic\033[m \033[4munderlined\033[m \033[4:3mcurly\033[m \033[7minverse\033[m \033[9mstruck\033[m\n'
for i in 0 1 2 3 4 5 6 7; do printf "\\033[3${i}mcolor$i\\033[m "; done
printf '\n'
for i in 0 1 2 3 4 5 6 7; do printf "\\033[4${i}m %d%d \\033[10${i}m %d \\033[m" "$i" "$i" "$i"; done
printf '\n'
i=0
while [ $i -lt 60 ]; do
    printf '\033[48;2;%d;80;%dm ' $((i * 4)) $((255 - i * 4))
    i=$((i + 1))
done
printf '\033[m\n世界 한국 émojis: 😀 👩‍🚀 combined: é ñ ǟ\n'
printf '\033(0lqqqqqqqqqwqqqqqqqqqk\033(B\n\033(0x\033(B DEC line \033(0x\033(B drawing \033(0x\033(B\n\033(0mqqqqqqqqqvqqqqqqqqqj\033(B\n'
printf '\033[32m$\033[m '
