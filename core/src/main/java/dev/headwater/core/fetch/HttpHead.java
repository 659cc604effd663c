package dev.headwater.core.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of an answer (RFC 9112 §2).
 *
 * @param headers by name in small letters; of one that comes twice, the first
 */
record HttpHead(int status, Map<String, String> headers) {
    private static final int MAX_BYTES = 64 * 1024;

    /** Shoutcast servers say ICY. */
    private static final Pattern STATUS = Pattern.compile("(?:HTTP/1\\.[01]|ICY) (\\d{3})(?: .*)?");

    /** @param deadline in ns of the monotonic clock: a head that comes byte by byte is not waited for */
    static HttpHead read(InputStream in, long deadline, HttpLimits limits) throws IOException {
        String status = line(in, MAX_BYTES, deadline, limits);
        Matcher m = STATUS.matcher(status);
        if (!m.matches()) {
            throw FetchException.lasting("what answers is no HTTP server");
        }
        Map<String, String> headers = new HashMap<>();
        int left = MAX_BYTES - status.length();
        for (String line = line(in, left, deadline, limits); !line.isEmpty(); line = line(in, left, deadline, limits)) {
            left -= line.length();
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return new HttpHead(Integer.parseInt(m.group(1)), headers);
    }

    /** Up to the end of the line, which is not part of it. */
    private static String line(InputStream in, int max, long deadline, HttpLimits limits) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw FetchException.passing("the source closed the connection without an answer");
            }
            if (line.length() >= max) {
                throw FetchException.lasting("the source's answer has a head of more than " + MAX_BYTES + " bytes");
            }
            if (System.nanoTime() - deadline > 0) {
                throw FetchException.stalled(limits);
            }
            line.append((char) c);
        }
        String text = line.toString();
        return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).stripTrailing();
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    Optional<String> redirect() {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> header("location");
            default -> Optional.empty();
        };
    }
}
