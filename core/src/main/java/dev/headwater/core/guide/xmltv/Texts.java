package dev.headwater.core.guide.xmltv;

/** Texts as they are kept. */
final class Texts {
    private Texts() {}

    /** Without white space around it, its control characters as spaces, cut to whole characters. */
    static String plain(CharSequence text, int max) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) <= ' ') {
            from++;
        }
        while (to > from && text.charAt(to - 1) <= ' ') {
            to--;
        }
        if (to - from > max) {
            to = from + max;
            if (Character.isHighSurrogate(text.charAt(to - 1))) {
                to--;
            }
        }
        char[] chars = null;
        for (int i = from; i < to; i++) {
            if (isControl(text.charAt(i))) {
                chars = chars == null ? text.subSequence(from, to).toString().toCharArray() : chars;
                chars[i - from] = ' ';
            }
        }
        return chars == null ? text.subSequence(from, to).toString() : new String(chars);
    }

    /** Line breaks stay. Those of C1 would be control characters on a terminal. */
    private static boolean isControl(char c) {
        return (c < ' ' && c != '\n') || (c >= 0x7f && c < 0xa0) || c == '\ufffe' || c == '\uffff';
    }
}
