package dev.headwater.standalone.control;

import dev.headwater.api.admin.OperationException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;

/**
 * A Headwater elsewhere, and the key to it.
 *
 * @param base its URL, without a slash at the end
 * @param key an API key
 */
public record RemoteServer(URI base, String key) {

    /**
     * Reads what was typed.
     *
     * @param insecure to send the key in the clear, where it has to be
     * @throws OperationException where that leads nowhere, or would tell the key on its way
     */
    public static RemoteServer of(String url, String key, boolean insecure) {
        URI base = base(url);
        String scheme = base.getScheme().toLowerCase(Locale.ROOT);
        if (key.isEmpty() || key.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new OperationException("that is no API key: it has spaces or other characters no key has");
        }
        if (scheme.equals("http") && !insecure && !isThisMachine(base.getHost())) {
            throw new OperationException("over http:// everybody on the way to " + base.getHost()
                    + " reads the key; use https://, or --insecure where that network is yours");
        }
        return new RemoteServer(base, key);
    }

    private static URI base(String url) {
        try {
            URI base = URI.create(url.replaceAll("/+$", ""));
            boolean isWeb = "http".equalsIgnoreCase(base.getScheme()) || "https".equalsIgnoreCase(base.getScheme());
            if (isWeb
                    && base.getHost() != null
                    && base.getRawUserInfo() == null
                    && base.getRawQuery() == null
                    && base.getRawFragment() == null) {
                return base;
            }
        } catch (IllegalArgumentException e) {
            // Said below, without what was typed: it may hold a password.
        }
        throw new OperationException("--server takes a URL such as https://tv.example.org, and nothing behind it");
    }

    private static boolean isThisMachine(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "RemoteServer[" + base + "]";
    }
}
