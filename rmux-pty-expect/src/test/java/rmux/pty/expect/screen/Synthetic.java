// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.screen;

/** Shell scripts that write what programs rarely write, one kind of sequence each. */
final class Synthetic {

    static final String COLORS = """
            printf 'plain \\033[1mbold\\033[2m dim\\033[22;3m italic\\033[23;4m under\\033[24;5m blink\\033[25;7m inverse\\033[27;8m hidden\\033[28;9m struck\\033[m\\n'
            for u in 0 1 2 3 4 5; do printf '\\033[4:%dm style%d ' $u $u; done; printf '\\033[21m double \\033[24m none\\033[53m over \\033[55m\\n'
            printf '\\033[58;5;1;4mred line\\033[0m \\033[58:2::10:20:30;4:3mcurly\\033[m \\033[4;58;2;1;2;3mrgb\\033[0m\\n'
            i=0; while [ $i -lt 256 ]; do printf '\\033[48;5;%dm%4d' $i $i; i=$((i+1)); done; printf '\\033[m\\n'
            i=0; while [ $i -lt 60 ]; do printf '\\033[38;2;%d;%d;0m#\\033[48:2::0:%d:%dm+' $((i*4)) $((255-i*4)) $((i*3)) $i; i=$((i+1)); done
            printf '\\033[m\\n\\033[38:5:200mcolon\\033[48:5:17m both\\033[39m fg off\\033[49m bg off \\033[38;5mshort \\033[38;2;300;1mclamped\\033[m \\033[38;9;1mwrong\\033[m\\n'
            for c in 30 31 37 90 97; do printf '\\033[%dm fg%d \\033[%dm bg%d \\033[m' $c $c $((c+10)) $((c+10)); done; printf '\\033[44m\\033[K\\n\\033[41mnext\\n\\033[mend'
            """;

    static final String REGIONS = """
            i=1; while [ $i -le 30 ]; do printf 'line %02d\\n' $i; i=$((i+1)); done
            printf '\\033[5;15r\\033[5;1Htop of region\\033[15;1Hbottom of region\\n\\nscrolled twice\\033[5;1H\\033M\\033Mreversed'
            printf '\\033[8;3H\\033[2Linserted\\033[11;1H\\033[3M\\033[2S\\033[1T\\033[20;1Hbelow\\n\\n\\n\\n\\nstays\\033[3;1H\\033M\\033M\\033M\\033Mabove'
            printf '\\033[?6h\\033[2;4Horigin\\033[99;1Hlowest\\033[?6l\\033[r\\033[24;1Hunset\\nlast'
            printf '\\033[1;10r\\033[10;1H\\nto history\\n\\033[r\\033[12;1H\\033D\\033E next line\\033[15;5H\\0337saved\\033[1;1H\\0338restored'
            """;

    static final String EDITING = """
            printf 'abcdefghijklmnopqrstuvwxyz\\r\\033[5C\\033[3@\\033[2C\\033[2P\\033[4X\\n'
            printf '0123456789\\033[4D\\033[K|\\n0123456789\\033[5D\\033[1K|\\n0123456789\\033[2Kgone\\n'
            printf '\\033[4hinsert mode: tail\\r\\033[13Cmiddle \\033[4l\\n'
            printf 'x\\033[20bREP\\n\\tone\\ttwo\\tthree\\033[2Zback\\033[3Iforward\\n\\033[3g\\033[10G\\033H\\033[20G\\033H\\r\\ta\\tb\\tc\\n'
            printf '日本語日本語\\033[5D\\033[P|\\n日本語日本語\\r\\033[3C\\033[@|\\n日本語日本語\\033[7Dx\\n日本語\\033[3D\\033[1X|\\n日本語\\033[4G\\033[1K|\\n'
            printf '\\033[1"qprotected\\033[0"q free\\033[?2K\\n\\033[44mblue\\033[J\\033[m\\n\\033[3;3H\\033[1Jerased above\\033[10;1H'
            printf 'a\\bb\\b\\b\\bc\\n\\033[5Eset\\033[2Fup\\033[12`col\\033[3ahpr\\033[4dvpa\\033[2evpr\\033[18;30f\\033[2 @left\\033[1 Aright\\033[2\\047}ins\\033[1\\047~del'
            """;

    static final String CHARSETS = """
            printf 'ascii lqqk \\033(0lqqqk`abcdefghijklmnopqrstuvwxyz{|}~\\033(B back\\n\\033)0g1 \\016lqk\\017 lqk\\n'
            for s in A C 5 R Q K Y E 6 Z H 7 =; do printf "\\033(%s[%s] #@[]^_{|}~ \\\\\\\\ \\033(B" $s $s; done
            printf '\\n\\033*0\\033n g2 lqk \\033+A\\033o g3 #\\017 \\033%%G\\033(0x\\0337\\033(Bx\\0338x\\033(B\\n\\033(0日本q語\\033(B\\n'
            """;

    static final String WRAPPING = """
            stty -onlcr
            a=0123456789; b=$a$a$a$a$a$a$a; printf '%s123456789X' $b; printf '\\r\\nfull: %s12\\r\\033[K|\\r\\n' $b
            printf '%s12345678日本\\r\\n' $b; printf '%s123456789日\\r\\n' $b; printf '%s123456789\\b\\bxy\\r\\n' $b
            printf '\\033[?7l%s1234567890abcdefgh\\r\\n%s123456789日x\\r\\n\\033[?7h' $b $b
            printf '%s123456789e\\314\\201\\r\\n%s123456789\\342\\235\\244\\357\\270\\217|\\r\\n' $b $b
            printf '%s12345678\\360\\237\\221\\250\\342\\200\\215\\360\\237\\221\\251\\342\\200\\215\\360\\237\\221\\247|\\r\\n' $b
            printf '\\033[?45h%s123456789w\\b\\b\\b\\b\\b\\bz\\033[?45l\\r\\n' $b
            printf '%s12345678\\033[4h\\033[1Gins日\\033[4l\\r\\n%s123456789\\tT\\033[2DU\\n\\n  down' $b $b
            printf '\\r\\n\\343\\200\\200\\177\\000nul\\001soh \\314\\201alone \\342\\200\\215zwj\\033[20h\\nlnm\\n\\033[20lend'
            """;

    static final String PAGES = """
            printf '\\033]0;both titles\\007\\033]2;window title \\346\\227\\245\\033\\\\normal page\\n'; seq 1 40
            printf '\\033[5;5H\\033[1;33m\\033[?1049halternate\\033[2;2Hsecond\\033[?47lback\\033[?1047h\\033[3;3Hagain\\033[22;0t\\033]2;inner\\007\\033[23;0t'
            printf '\\033[?1049l restored\\033[?25l\\033P+q544e\\033\\\\\\033_apc ignored\\033\\\\\\033^pm\\033\\\\\\033Xsos\\033\\\\\\033]52;c;aGk=\\007'
            printf '\\033[!p soft\\033[c\\033[>c\\033[6n\\033[5n\\033[?1$p\\033[?2026$p\\033[?7$p\\033[4$p\\033[18t\\033[?1h\\033=\\033[?1$p'
            printf '\\033[?1048h\\033[10;10Hmoved\\033[?1048lhere\\033[\\033[1\\030cancel\\033[1\\032sub\\033[?\\033[5:6:7;8Hx\\033[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22;23;24;25;26;27;28;29;30;31;32;33;34mmany\\033[m'
            printf '\\033[?1049h\\033[44m\\033[2Jfull\\033[m\\033#8\\033[12;40Hcenter'
            """;

    private Synthetic() {}
}
