package dev.headwater.core.importing;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Names and descriptions of somebody else's, made fit for lists. */
public final class Texts {
    /** What programs that know no Unicode write in western Europe; Latin-1 is a part of it. */
    static final Charset FALLBACK = Charset.forName("windows-1252");

    private static final char REPLACEMENT = '\uFFFD';

    private Texts() {}

    /** Of bytes: UTF-8, or what it must be if it is no UTF-8. */
    static String decode(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
                return text.indexOf(REPLACEMENT) < 0 ? text : new String(bytes, from, to - from, FALLBACK);
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /**
     * Without control characters and broken halves of characters, double quotes made single (no reader of playlists
     * knows how to escape them), no longer than {@code max} characters.
     */
    public static String clean(String text, int max) {
        String stripped = text.strip();
        if (stripped.length() <= max && isClean(stripped)) {
            return stripped;
        }
        StringBuilder clean = new StringBuilder(Math.min(stripped.length(), max));
        for (int i = 0; i < stripped.length(); ) {
            int c = stripped.codePointAt(i);
            i += Character.charCount(c);
            if (clean.length() + Character.charCount(c) > max) {
                break;
            }
            if (isDropped(c)) {
                continue;
            }
            clean.appendCodePoint(isSpace(c) ? ' ' : c == '"' ? '\'' : c);
        }
        return clean.toString().strip();
    }

    private static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || (c >= 0x7f && (c < 0xa0 || isSpace(c) || isDropped(c) || isHalf(c)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHalf(char c) {
        return Character.isSurrogate(c);
    }

    private static boolean isSpace(int c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
    }

    /** Halves of characters, byte order marks, and what turns the direction of all that follows. */
    private static boolean isDropped(int c) {
        return (c >= 0xd800 && c <= 0xdfff) || c == 0xfeff || (c >= 0x202a && c <= 0x202e);
    }
}
