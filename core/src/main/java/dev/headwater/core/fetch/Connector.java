package dev.headwater.core.fetch;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Connects to a host: resolves it once, checks all its addresses, and takes one of exactly these. */
public final class Connector {
    private final AddressGuard guard;
    private final HttpLimits limits;

    public Connector(AddressGuard guard, HttpLimits limits) {
        this.guard = guard;
        this.limits = limits;
    }

    /**
     * Connects within the limits.
     *
     * @param host an IPv6 address with or without its brackets
     * @param secure whether TLS is spoken, under the host's name
     * @throws FetchException with the reason
     */
    public Socket connect(String host, int port, boolean secure) throws IOException {
        return connect(
                host,
                port,
                secure,
                System.nanoTime() + limits.connect().plus(limits.stall()).toNanos());
    }

    /** @param deadline in ns of the monotonic clock */
    Socket connect(String host, int port, boolean secure, long deadline) throws IOException {
        String plain = host.replaceAll("[\\[\\]]", "");
        FetchException last = null;
        for (InetAddress address : guard.check(host)) {
            int connect = limits.millisUntil(deadline, limits.connectMillis());
            int handshake = limits.millisUntil(deadline, limits.stallMillis());
            Socket socket = new Socket();
            try {
                socket.setSoTimeout(handshake);
                socket.connect(new InetSocketAddress(address, port), connect);
                return secure ? secured(socket, plain, port) : socket;
            } catch (IOException e) {
                socket.close();
                last = FetchException.passing("can not connect to " + host + ":" + port + ": " + why(e));
            }
        }
        throw last == null ? FetchException.passing("the name " + host + " has no address") : last;
    }

    private static String why(IOException e) {
        return switch (e) {
            case SocketTimeoutException timeout -> "no answer in time";
            case ConnectException refused -> "connection refused";
            case SSLException tls -> "no trusted TLS connection";
            default -> "no way to it";
        };
    }

    /** The host's name goes into the handshake and is held against the certificate. */
    private static Socket secured(Socket socket, String host, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket secure = (SSLSocket) factory.createSocket(socket, host, port, true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }
}
