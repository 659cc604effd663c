package dev.headwater.core.fetch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Gets what a source and its playlists name, over HTTP/1.1, one connection a request. Of every URL, those of redirects
 * too, the host is resolved once, all its addresses are checked, and one of exactly these is connected to. The JDK's
 * clients resolve by themselves, after any check.
 */
public final class HttpFetcher {
    private static final int MAX_REDIRECTS = 5;
    private static final int BUFFER = 32 * 1024;

    /** Bytes of a refusal that is read: a longer one is a page. */
    static final int MAX_REFUSAL = 1024;

    private final URI source;
    private final Connector connector;
    private final HttpLimits limits;
    private final RefusalWords words;

    /** @param source whose user and password are told to its own server, and to no other */
    public HttpFetcher(String source, AddressGuard guard, HttpLimits limits) throws FetchException {
        this(source, guard, limits, RefusalWords.NONE);
    }

    /** @param words stand behind the status in the message of what is refused */
    public HttpFetcher(String source, AddressGuard guard, HttpLimits limits, RefusalWords words) throws FetchException {
        this.source = Urls.parse(source);
        this.connector = new Connector(guard, limits);
        this.limits = limits;
        this.words = words;
    }

    /** The source itself. */
    public HttpBody get() throws IOException {
        return get(
                source,
                Part.ALL,
                System.nanoTime() + limits.connect().plus(limits.stall()).toNanos());
    }

    /**
     * Something the source names.
     *
     * @param from the first byte wanted
     * @param until the first byte no longer wanted; -1: all there is
     * @param deadline in ns of the monotonic clock: for the answer's head, redirects and all
     * @throws FetchException with the reason, where it can not be had
     */
    public HttpBody get(String url, long from, long until, long deadline) throws IOException {
        return get(Urls.absolute(source, url), new Part(from, until, null), deadline);
    }

    /**
     * The rest of something of which the beginning is there, or, where it is another file by now, all of it:
     * {@link HttpBody#start} and {@link HttpBody#version} say which.
     *
     * @param known as it was when the beginning came
     */
    public HttpBody resume(String url, long from, FileVersion known, long deadline) throws IOException {
        return get(Urls.absolute(source, url), new Part(from, -1, known), deadline);
    }

    /** @param known of the file that the part has to be of; null: of whatever is there */
    private record Part(long from, long until, @Nullable FileVersion known) {
        static final Part ALL = new Part(0, -1, null);

        boolean isAll() {
            return from == 0 && until < 0;
        }

        boolean isOfAnother(FileVersion version) {
            return known != null && version.differsFrom(known);
        }

        Optional<String> validator() {
            return Optional.ofNullable(known).flatMap(FileVersion::validator);
        }
    }

    private HttpBody get(URI first, Part part, long deadline) throws IOException {
        URI url = first;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            Socket socket = connector.connect(url.getHost(), Urls.port(url), Urls.isSecure(url), deadline);
            boolean kept = false;
            try {
                InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER);
                send(socket, url, part);
                socket.setSoTimeout(limits.millisUntil(deadline, limits.stallMillis()));
                HttpHead head = HttpHead.read(in, deadline, limits);
                socket.setSoTimeout(limits.stallMillis());
                Optional<String> redirect = head.redirect();
                if (redirect.isPresent()) {
                    url = Urls.absolute(url, redirect.get());
                    continue;
                }
                if (!head.isSuccess()) {
                    throw refused(head.status(), said(in, head, deadline));
                }
                FileVersion version = FileVersion.of(head);
                // A server that sends everything to who wants the rest may know no ranges, or has another file.
                Part sent = head.status() != 206 && part.isOfAnother(version) ? Part.ALL : part;
                InputStream body = body(in, head, sent.from(), sent.until());
                kept = true;
                return new HttpBody(body, url, sent.from(), version, socket, limits);
            } catch (SocketTimeoutException e) {
                throw FetchException.stalled(limits);
            } catch (FetchException e) {
                throw e;
            } catch (IOException e) {
                throw FetchException.passing("the connection to " + hostAndPort(url) + " broke off");
            } finally {
                if (!kept) {
                    socket.close();
                }
            }
        }
        throw FetchException.lasting("the source redirects more than " + MAX_REDIRECTS + " times");
    }

    /** In words, where it can be read in time. */
    private String said(InputStream in, HttpHead head, long deadline) {
        if (words.equals(RefusalWords.NONE)) {
            return "";
        }
        byte[] read = new byte[MAX_REFUSAL + 1];
        int length = 0;
        try {
            InputStream body = body(in, head, 0, -1);
            int more = body.read(read, 0, read.length);
            while (more >= 0) {
                length += more;
                if (length == read.length || System.nanoTime() - deadline >= 0) {
                    return "";
                }
                more = body.read(read, length, read.length - length);
            }
        } catch (IOException e) {
            return "";
        }
        String type = head.header("content-type").orElse("").replaceFirst(";.*", "");
        return words.of(type.strip().toLowerCase(Locale.ROOT), new String(read, 0, length, StandardCharsets.UTF_8));
    }

    private static FetchException refused(int status, String said) {
        String text = "the source answered " + status + (said.isEmpty() ? "" : ": " + said);
        return status >= 500 || status == 429 ? FetchException.passing(text) : FetchException.lasting(text);
    }

    private void send(Socket socket, URI url, Part part) throws IOException {
        StringBuilder request = new StringBuilder(512);
        request.append("GET ").append(target(url)).append(" HTTP/1.1\r\n");
        request.append("Host: ").append(url.getPort() > 0 ? hostAndPort(url) : url.getHost());
        request.append(
                "\r\nUser-Agent: Headwater\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n");
        if (!part.isAll()) {
            request.append("Range: bytes=").append(part.from()).append('-');
            request.append(part.until() >= 0 ? Long.toString(part.until() - 1) : "")
                    .append("\r\n");
            part.validator()
                    .ifPresent(
                            known -> request.append("If-Range: ").append(known).append("\r\n"));
        }
        String credentials = credentials(url);
        if (credentials != null) {
            byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
            request.append("Authorization: Basic ")
                    .append(Base64.getEncoder().encodeToString(bytes))
                    .append("\r\n");
        }
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    }

    private @Nullable String credentials(URI url) {
        return url.getUserInfo() == null && Urls.sameOrigin(url, source) ? source.getUserInfo() : url.getUserInfo();
    }

    private static String target(URI url) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    private static String hostAndPort(URI url) {
        return url.getHost() + ":" + Urls.port(url);
    }

    private static InputStream body(InputStream in, HttpHead head, long from, long until) throws IOException {
        InputStream body = in;
        Optional<String> length = head.header("content-length");
        if (head.header("transfer-encoding").filter("chunked"::equalsIgnoreCase).isPresent()) {
            body = new Chunks(in);
        } else if (length.isPresent()) {
            body = new Measured(in, parse(length.get()));
        }
        if (head.header("content-encoding").filter("gzip"::equalsIgnoreCase).isPresent()) {
            body = new GZIPInputStream(body);
        }
        if (head.status() != 206) {
            body.skipNBytes(from);
            return until >= 0 ? new Measured(body, until - from) : body;
        }
        checkPart(head, from);
        return body;
    }

    /** What is put together of parts has to be one whole (RFC 9110 §14.4). */
    private static void checkPart(HttpHead head, long from) throws FetchException {
        Optional<String> range = head.header("content-range");
        if (range.filter(r -> !r.replaceAll("\\s+", "").toLowerCase(Locale.ROOT).startsWith("bytes" + from + "-"))
                .isPresent()) {
            throw FetchException.lasting("the source sent another part than it was asked for");
        }
    }

    private static long parse(String length) throws FetchException {
        try {
            return Math.max(0, Long.parseLong(length));
        } catch (NumberFormatException e) {
            throw FetchException.lasting("what answers is no HTTP server");
        }
    }
}
