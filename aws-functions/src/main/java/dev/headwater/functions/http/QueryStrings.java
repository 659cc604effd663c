package dev.headwater.functions.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Queries taken apart. */
final class QueryStrings {
    /** As Netty has it. */
    private static final int MAX_PARAMETERS = 1024;

    private QueryStrings() {}

    /** The values of each name in order, decoded; what can not be decoded stays as it is. */
    static Map<CharSequence, List<String>> decode(@Nullable String query) {
        Map<CharSequence, List<String>> values = new LinkedHashMap<>();
        if (query == null || query.isEmpty()) {
            return values;
        }
        int count = 0;
        for (String pair : query.split("&", -1)) {
            if (!pair.isEmpty() && count++ < MAX_PARAMETERS) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                values.computeIfAbsent(part(name), _ -> new ArrayList<>())
                        .add(equals < 0 ? "" : part(pair.substring(equals + 1)));
            }
        }
        return values;
    }

    private static String part(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
