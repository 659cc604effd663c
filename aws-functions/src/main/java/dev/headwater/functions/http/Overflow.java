package dev.headwater.functions.http;

import dev.headwater.aws.CloudResources;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers that are larger than Lambda takes, 6 MB as JSON: they are put where the viewer is sent to fetch them, by the scheme
 * it came by.
 */
public final class Overflow {
    /** Of a body, which Base64 makes a third longer; the rest of the 6 MB is for headers. */
    static final int MAX_BYTES = 4_400_000;

    /** Whatever lies below may go after a day. */
    public static final String FOLDER = CloudResources.ANSWERS;

    /** For those that have nowhere to put anything: 500 in the place of what is too large. */
    public static final Overflow NONE = new Overflow(null, _ -> "");

    private final @Nullable ObjectStore objects;
    private final Function<String, String> address;

    private Overflow(@Nullable ObjectStore objects, Function<String, String> address) {
        this.objects = objects;
        this.address = address;
    }

    /** @param address of a key, signed: an https URL that is good by http too */
    public static Overflow into(ObjectStore objects, Function<String, String> address) {
        return new Overflow(objects, address);
    }

    HttpAnswer fitting(HttpEvent event, HttpAnswer answer) {
        if (answer.body().length <= MAX_BYTES) {
            return answer;
        }
        if (objects == null) {
            return HttpAnswer.empty(500, Map.of());
        }
        String key = FOLDER + name(answer);
        objects.putIfAbsent(key, answer.body(), meta(answer));
        String https = address.apply(key);
        boolean isHttps = event.headers()
                .getOrDefault("CloudFront-Forwarded-Proto", "https")
                .equalsIgnoreCase("https");
        Map<String, List<String>> headers = new LinkedHashMap<>(answer.headers());
        headers.keySet()
                .removeIf(name -> name.equalsIgnoreCase("Content-Type")
                        || name.equalsIgnoreCase("Content-Length")
                        || name.equalsIgnoreCase("Content-Encoding")
                        || name.equalsIgnoreCase("Content-Disposition")
                        || name.equalsIgnoreCase("Cache-Control")
                        || name.equalsIgnoreCase("ETag"));
        headers.put("Location", List.of(isHttps ? https : https.replaceFirst("^https:", "http:")));
        headers.put("Cache-Control", List.of("no-store"));
        return HttpAnswer.empty(302, headers);
    }

    /** The same answer is there once; nobody guesses the name of another's. */
    private static String name(HttpAnswer answer) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((answer.header("Content-Type") + '\n' + answer.header("Content-Encoding") + '\n')
                    .getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(answer.body()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectMeta meta(HttpAnswer answer) {
        String type = answer.header("Content-Type");
        String encoding = answer.header("Content-Encoding");
        return new ObjectMeta(
                type.isEmpty() ? "application/octet-stream" : type, "private", encoding.isEmpty() ? null : encoding);
    }
}
