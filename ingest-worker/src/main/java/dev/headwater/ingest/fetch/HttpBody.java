package dev.headwater.ingest.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;

/** What a server answered with. Closing it closes the connection. */
public final class HttpBody extends FilterInputStream {
    private final URI url;
    private final Socket socket;
    private final HttpLimits limits;

    HttpBody(InputStream in, URI url, Socket socket, HttpLimits limits) {
        super(in);
        this.url = url;
        this.socket = socket;
        this.limits = limits;
    }

    /** Where it came from in the end, after redirects. */
    public URI url() {
        return url;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            return super.read(into, offset, length);
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
