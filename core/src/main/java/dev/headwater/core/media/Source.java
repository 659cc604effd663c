package dev.headwater.core.media;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One input of a channel, spelled as an operator types it: {@code testcard:}, {@code testcard:gradients},
 * {@code file:/abs/path}. Further kinds join here with the inputs that read them.
 *
 * @param url at most {@value #MAX_LENGTH} characters
 */
public record Source(String url) {
    public static final int MAX_LENGTH = 2048;
    private static final Pattern SCHEME = Pattern.compile("([a-z][a-z0-9+.-]*):(.*)", Pattern.DOTALL);
    private static final Pattern CREDENTIALS = Pattern.compile("//[^/@]*@");
    private static final Pattern TEST_CARD_STYLE = Pattern.compile("(gradients)?");

    /** What stands before the colon. */
    public enum Kind {
        TESTCARD,
        FILE
    }

    public Source {
        if (url.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a source URL has at most " + MAX_LENGTH + " characters");
        }
        if (url.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a source URL has no control characters");
        }
        Kind kind = kindOf(url);
        String rest = url.substring(url.indexOf(':') + 1);
        if (kind == Kind.FILE && !rest.startsWith("/")) {
            throw new IllegalArgumentException("a file source is spelled file:/absolute/path");
        }
        if (kind == Kind.TESTCARD && !TEST_CARD_STYLE.matcher(rest).matches()) {
            throw new IllegalArgumentException("a test card is spelled testcard: or testcard:gradients");
        }
    }

    public Kind kind() {
        return kindOf(url);
    }

    /** What stands behind the scheme: a path, a test card's style. */
    public String rest() {
        return url.substring(url.indexOf(':') + 1);
    }

    private static Kind kindOf(String url) {
        Matcher m = SCHEME.matcher(url);
        if (!m.matches()) {
            throw new IllegalArgumentException("a source is a URL such as testcard: or file:/absolute/path");
        }
        return switch (m.group(1)) {
            case "testcard" -> Kind.TESTCARD;
            case "file" -> Kind.FILE;
            default ->
                throw new IllegalArgumentException(
                        "sources of kind '" + m.group(1) + ":' are not read yet; there are testcard: and file:");
        };
    }

    /** For logs and messages: without credentials. */
    @Override
    public String toString() {
        return CREDENTIALS.matcher(url).replaceAll("//…@");
    }
}
