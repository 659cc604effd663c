package dev.headwater.edge.json;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads a small JSON document (RFC 8259) from its beginning to its end, and stops at whatever may be read in two ways: a
 * member twice, an escape, anything but printable ASCII, a number that is no plain whole one. Not thread-safe.
 */
public final class StrictJson {
    private static final int MAX_DIGITS = 18;
    private static final int MAX_DEPTH = 16;

    private final String text;
    private int at;

    public StrictJson(byte[] document) {
        this.text = new String(document, StandardCharsets.ISO_8859_1);
    }

    /** What stood there is not what was asked for. Says no more, and costs nothing to throw. */
    public static final class UnexpectedException extends RuntimeException {
        UnexpectedException() {
            super("not the JSON that was expected", null, false, false);
        }
    }

    /** Reads an object with at least one member; the action reads the value of the member it is given. */
    public void object(Consumer<String> member) {
        Set<String> names = new HashSet<>();
        expect('{');
        do {
            String name = string();
            require(names.add(name));
            expect(':');
            member.accept(name);
        } while (accept(','));
        expect('}');
    }

    /** Reads an array; the action reads one of its elements. */
    public void array(Runnable element) {
        expect('[');
        if (accept(']')) {
            return;
        }
        do {
            element.run();
        } while (accept(','));
        expect(']');
    }

    /** A string of printable ASCII without escapes: all that names, URLs and base64 need. */
    public String string() {
        expect('"');
        int start = at;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            require(c > ' ' && c <= '~' && c != '\\');
        }
        String string = text.substring(start, at);
        expect('"');
        return string;
    }

    /** A whole number from 0 on. */
    public long number() {
        peek();
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        int digits = at - start;
        require(digits > 0 && digits <= MAX_DIGITS && (digits == 1 || text.charAt(start) != '0'));
        return Long.parseLong(text, start, at, 10);
    }

    /** Passes over a value nobody asked for. */
    public void skip() {
        skip(0);
    }

    private void skip(int depth) {
        require(depth < MAX_DEPTH);
        switch (peek()) {
            case '"' -> string();
            case '{' -> object(_ -> skip(depth + 1));
            case '[' -> array(() -> skip(depth + 1));
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
    }

    private void word(String word) {
        require(text.startsWith(word, at));
        at += word.length();
    }

    /** Nothing but white space is left. */
    public void end() {
        require(peek() == '\0' && at == text.length());
    }

    /** Stops where what was read makes no sense. */
    public static void require(boolean holds) {
        if (!holds) {
            throw new UnexpectedException();
        }
    }

    private void expect(char c) {
        require(accept(c));
    }

    private boolean accept(char c) {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    /** The next character that is no white space, or NUL at the end. */
    private char peek() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : '\0';
    }
}
