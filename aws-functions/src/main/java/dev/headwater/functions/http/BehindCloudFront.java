package dev.headwater.functions.http;

import dev.headwater.aws.CloudResources;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets in what comes by way of our distribution, and takes its word on the viewer. Each other word on it is forgotten: of a
 * gateway between the two it would be the distribution's address, of anybody else a lie.
 *
 * <p>Host and path are what the distribution's own function noted: on the way from it to here the host is the gateway's, and
 * an HTTP API decodes the path, so that credentials in it would not be what was typed.
 */
public final class BehindCloudFront implements Gate {
    /** Carries the secret that the distribution adds to what it sends here. */
    public static final String SECRET = CloudResources.ORIGIN_HEADER;
    /** The viewer's Host header. */
    public static final String HOST = CloudResources.HOST_HEADER;
    /** The path as the viewer sent it, still encoded. */
    public static final String PATH = CloudResources.PATH_HEADER;

    private static final Set<String> OTHERS_WORDS =
            Set.of("forwarded", "via", "x-real-ip", "x-request-id", SECRET, HOST, PATH);
    private static final String OTHERS_PREFIX = "x-forwarded-";

    private final @Nullable ShownSecrets secrets;

    private BehindCloudFront(@Nullable ShownSecrets secrets) {
        this.secrets = secrets;
    }

    /** @param secrets those one of which a request has to show */
    public static BehindCloudFront showing(ShownSecrets secrets) {
        return new BehindCloudFront(secrets);
    }

    /** For a function URL that the distribution alone may ask: its caller is checked before the function is. */
    public static BehindCloudFront alone() {
        return new BehindCloudFront(null);
    }

    @Override
    public Optional<HttpEvent> pass(HttpEvent event, String requestId) {
        return isOurs(event) ? Optional.of(seen(event, requestId)) : Optional.empty();
    }

    private boolean isOurs(HttpEvent event) {
        if (secrets == null) {
            return true;
        }
        byte[] shown = bytes(event.headers().getOrDefault(SECRET, ""));
        return shown.length > 0 && (isAmong(secrets.known(), shown) || isAmong(secrets.lookedAgain(), shown));
    }

    private static boolean isAmong(Set<String> secrets, byte[] shown) {
        boolean isOurs = false;
        for (String secret : secrets) {
            isOurs |= !secret.isEmpty() && MessageDigest.isEqual(bytes(secret), shown);
        }
        return isOurs;
    }

    private static HttpEvent seen(HttpEvent event, String requestId) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        event.headers().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!OTHERS_WORDS.contains(lower) && !lower.startsWith(OTHERS_PREFIX)) {
                headers.put(name, value);
            }
        });
        Map<String, String> told = new HashMap<>();
        told.put("Host", event.headers().get(HOST));
        told.put("X-Request-Id", requestId);
        told.forEach((name, value) -> {
            if (value != null) {
                headers.put(name, value);
            }
        });
        return new HttpEvent(event.method(), target(event), headers, event.body(), event.peer());
    }

    private static String target(HttpEvent event) {
        String path = event.headers().get(PATH);
        int question = event.target().indexOf('?');
        String query = question < 0 ? "" : event.target().substring(question);
        return path == null || !path.startsWith("/") ? event.target() : path + query;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
