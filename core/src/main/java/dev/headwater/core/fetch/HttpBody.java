package dev.headwater.core.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;

/** What a server answered with. Closing it closes the connection. */
public final class HttpBody extends BlockStream {
    private final InputStream in;
    private final URI url;
    private final long start;
    private final FileVersion version;
    private final Socket socket;
    private final HttpLimits limits;

    HttpBody(InputStream in, URI url, long start, FileVersion version, Socket socket, HttpLimits limits) {
        this.in = in;
        this.url = url;
        this.start = start;
        this.version = version;
        this.socket = socket;
        this.limits = limits;
    }

    /** Where it came from in the end, after redirects. */
    public URI url() {
        return url;
    }

    /** Which byte of the file is the first that is read here. */
    public long start() {
        return start;
    }

    /** Of the file, as this answer tells it. */
    public FileVersion version() {
        return version;
    }

    /** Ends where the reading thread was interrupted, too: a socket's own stream does not, and bytes may come without end. */
    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw FetchException.passing("nobody wants what " + url.getHost() + " sends any more");
        }
        try {
            return in.read(into, offset, length);
        } catch (FetchException e) {
            throw e;
        } catch (SocketTimeoutException e) {
            throw FetchException.stalled(limits);
        } catch (IOException e) {
            throw FetchException.passing("the connection to " + url.getHost() + " broke off");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
