package dev.headwater.api.http;

import dev.headwater.core.account.Credentials;
import io.micronaut.http.HttpRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of an Xtream call: query and form body mixed, the query wins. Some apps POST an empty body, or a literal
 * {@code {}}, with their parameters in the query.
 */
public final class Parameters {
    private static final int MAX_PARAMETERS = 100;
    /** What stands before the first slash, and the route's own name. */
    private static final int PATH_VALUES = 2;

    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = values;
    }

    public static Parameters of(HttpRequest<?> request, @Nullable String body) {
        Map<String, String> values = new HashMap<>();
        String query = request.getUri().getRawQuery();
        add(values, query == null ? "" : query);
        if (body != null && body.indexOf('=') > 0) {
            add(values, body.strip());
        }
        return new Parameters(values);
    }

    /**
     * The same with the parts of the request's path behind its first, one to each name in turn; they win over what else
     * is said. Decoded once, as everything here, and a plus there is a plus.
     */
    public Parameters withPath(HttpRequest<?> request, String... names) {
        Map<String, String> more = new HashMap<>(values);
        String[] parts = request.getUri().getRawPath().split("/", -1);
        for (int i = 0; i < names.length && i + PATH_VALUES < parts.length; i++) {
            if (!parts[i + PATH_VALUES].isEmpty()) {
                more.put(names[i], decode(parts[i + PATH_VALUES].replace("+", "%2B")));
            }
        }
        return new Parameters(more);
    }

    private static void add(Map<String, String> values, String encoded) {
        for (String pair : encoded.split("&", MAX_PARAMETERS)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** The value, or an empty text. */
    public String get(String name) {
        return values.getOrDefault(name, "");
    }

    public Credentials credentials() {
        return new Credentials(get("username"), get("password"));
    }
}
