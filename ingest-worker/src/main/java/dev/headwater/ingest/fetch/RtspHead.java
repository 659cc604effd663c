package dev.headwater.ingest.fetch;

import dev.headwater.core.fetch.FetchException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The head of what an RTSP server says: an answer, or a request of its own (RFC 2326 §6, §7). It is read strictly, and
 * what is handed on is written anew from what was understood: FFmpeg reads more loosely, and must not find in it what
 * was not found here.
 *
 * @param plain to hand on, with its empty line
 * @param body how many bytes follow it
 */
record RtspHead(String plain, int body) {
    private static final int MAX_BODY = 1 << 20;
    private static final Pattern ANSWER = Pattern.compile("RTSP/1\\.\\d (?<code>\\d{3})(?: (?<reason>\\P{Cntrl}*))?");
    private static final Pattern REQUEST = Pattern.compile("[A-Z_]{2,20} \\S{1,2000} RTSP/1\\.\\d");
    private static final Pattern HEADER =
            Pattern.compile("(?<name>[A-Za-z0-9!#%&'*+.^_`|~-]+):[ \\t]*(?<value>(?:\\P{Cntrl}|\\t)*)");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,7}");
    private static final String CONTENT_LENGTH = "content-length";
    private static final String TRANSPORT = "transport";

    /** Where a client would go, and what makes it take the server for one of another kind, is not among them. */
    private static final Set<String> HANDED_ON = Set.of(
            "authentication-info",
            "content-base",
            "content-type",
            "cseq",
            "public",
            "range",
            "rtp-info",
            "session",
            "www-authenticate");

    /** Several ways to log in, or methods in several lines, are usual. */
    private static final Set<String> REPEATED = Set.of("public", "www-authenticate");

    private static final Pattern PROTOCOL = Pattern.compile("[A-Za-z0-9]+/[A-Za-z0-9]+(?:/[A-Za-z0-9]+)?");
    private static final Pattern PARAMETER = Pattern.compile("(?:unicast|multicast"
            + "|(?:interleaved|port|client_port|server_port|ssrc|ttl|layers)=[A-Za-z0-9-]+|mode=\"?[A-Za-z]+\"?)");

    /**
     * Reads a head.
     *
     * @param head lines that each end in CR LF, the last of them empty
     * @throws FetchException where it redirects, or is none
     */
    static RtspHead of(String head) throws FetchException {
        String[] lines = head.split("\r\n", -1);
        StringBuilder plain = new StringBuilder(first(lines[0])).append("\r\n");
        Set<String> seen = new HashSet<>();
        int body = 0;
        for (String line : Arrays.asList(lines).subList(1, lines.length - 2)) {
            Matcher header = matched(HEADER, line);
            String name = header.group("name").toLowerCase(Locale.ROOT);
            String value = header.group("value").strip();
            if (!seen.add(name) && isRead(name) && !REPEATED.contains(name)) {
                throw noServer();
            }
            if (name.equals(CONTENT_LENGTH)) {
                body = Integer.parseInt(matched(LENGTH, value).group());
            } else if (name.equals(TRANSPORT)) {
                plain.append("Transport: ").append(transport(value)).append("\r\n");
            } else if (HANDED_ON.contains(name)) {
                plain.append(header.group("name")).append(": ").append(value).append("\r\n");
            }
        }
        if (body > MAX_BODY) {
            throw noServer();
        }
        plain.append("Content-Length: ").append(body).append("\r\n\r\n");
        return new RtspHead(plain.toString(), body);
    }

    private static boolean isRead(String name) {
        return name.equals(CONTENT_LENGTH) || name.equals(TRANSPORT) || HANDED_ON.contains(name);
    }

    private static String first(String line) throws FetchException {
        Matcher answer = ANSWER.matcher(line);
        if (!answer.matches()) {
            return matched(REQUEST, line).group();
        }
        if (answer.group("code").startsWith("3")) {
            throw FetchException.lasting("the source redirects to another RTSP server, which is not followed");
        }
        String reason = answer.group("reason");
        return "RTSP/1.0 " + answer.group("code") + " " + (reason == null ? "" : reason.strip());
    }

    /** Without addresses to send to, or to hear from. */
    private static String transport(String value) throws FetchException {
        String[] parts = value.split(";", -1);
        String protocol = matched(PROTOCOL, parts[0].strip()).group();
        return Arrays.stream(parts)
                .skip(1)
                .map(String::strip)
                .filter(part -> PARAMETER.matcher(part).matches())
                .map(part -> ";" + part)
                .collect(Collectors.joining("", protocol, ""));
    }

    private static Matcher matched(Pattern pattern, String text) throws FetchException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw noServer();
        }
        return matcher;
    }

    static FetchException noServer() {
        return FetchException.lasting("what answers is no RTSP server");
    }
}
