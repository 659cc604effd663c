package dev.headwater.edge;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a custom policy: one statement with {@code Resource} and {@code Condition}, in it {@code DateLessThan} and at
 * will {@code DateGreaterThan} (CloudFront developer guide, "Values that you specify in the policy statement"). White
 * space and the order of members are free. Whatever else it holds (IpAddress, a member twice, an escape) might be a
 * condition this edge does not know how to honour, so it makes the document no policy.
 */
final class PolicyParser {
    /** Seconds of the next 30,000 years. */
    private static final int MAX_DIGITS = 12;

    private final String text;
    private int at;
    private @Nullable String resource;
    private @Nullable Instant notBefore;
    private @Nullable Instant expires;

    private PolicyParser(String text) {
        this.text = text;
    }

    /** Empty where the document is anything but such a policy. */
    static Optional<Policy> parse(byte[] document) {
        try {
            return new PolicyParser(new String(document, StandardCharsets.ISO_8859_1)).policy();
        } catch (NoPolicy e) {
            return Optional.empty();
        }
    }

    private Optional<Policy> policy() {
        object(name -> {
            require(name.equals("Statement"));
            expect('[');
            statement();
            expect(']');
        });
        require(peek() == '\0' && at == text.length());
        return resource == null || expires == null
                ? Optional.empty()
                : Optional.of(new Policy(resource, notBefore, expires));
    }

    private void statement() {
        object(name -> {
            switch (name) {
                case "Resource" -> resource = string();
                case "Condition" -> condition();
                default -> throw new NoPolicy();
            }
        });
    }

    private void condition() {
        object(name -> {
            switch (name) {
                case "DateLessThan" -> expires = epochTime();
                case "DateGreaterThan" -> notBefore = epochTime();
                default -> throw new NoPolicy();
            }
        });
    }

    private Instant epochTime() {
        Instant[] time = new Instant[1];
        object(name -> {
            require(name.equals("AWS:EpochTime"));
            time[0] = Instant.ofEpochSecond(number());
        });
        return time[0];
    }

    private void object(Consumer<String> member) {
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

    /** A string of printable ASCII without escapes: all that names and URLs need. */
    private String string() {
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

    private long number() {
        peek();
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        int digits = at - start;
        require(digits > 0 && digits <= MAX_DIGITS && (digits == 1 || text.charAt(start) != '0'));
        return Long.parseLong(text, start, at, 10);
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

    private static void require(boolean holds) {
        if (!holds) {
            throw new NoPolicy();
        }
    }

    /** Ends the parse from any depth; costs nothing to throw. */
    private static final class NoPolicy extends RuntimeException {
        NoPolicy() {
            super("no policy", null, false, false);
        }
    }
}
