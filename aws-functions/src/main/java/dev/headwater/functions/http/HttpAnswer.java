package dev.headwater.functions.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An answer as an HTTP API or a function URL takes it, payload format 2.0.
 *
 * @param headers by name, each with its values in order
 */
public record HttpAnswer(int status, Map<String, List<String>> headers, byte[] body) {
    /** What is longer would grow by more than a third where JSON escapes much of it. */
    private static final int MAX_TEXT = 1 << 20;

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String SET_COOKIE = "set-cookie";
    private static final byte[] NOTHING = {};

    static HttpAnswer empty(int status, Map<String, List<String>> headers) {
        return new HttpAnswer(status, headers, NOTHING);
    }

    /** The first value of a header, whatever its case; empty text: there is none. */
    String header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(header -> header.getValue().getFirst())
                .findFirst()
                .orElse("");
    }

    /** The body as text where it is UTF-8 and short, else in Base64: whatever its type says, no byte of it is lost. */
    void write(OutputStream out) throws IOException {
        Map<String, List<String>> named = new TreeMap<>();
        headers.forEach((name, values) -> named.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                .addAll(values));
        List<String> cookies = named.remove(SET_COOKIE);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("statusCode", status);
            json.writeObjectFieldStart("headers");
            for (Map.Entry<String, List<String>> header : named.entrySet()) {
                json.writeStringField(header.getKey(), String.join(", ", header.getValue()));
            }
            json.writeEndObject();
            if (cookies != null) {
                json.writeArrayFieldStart("cookies");
                for (String cookie : cookies) {
                    json.writeString(cookie);
                }
                json.writeEndArray();
            }
            body(json);
            json.writeEndObject();
        }
    }

    private void body(JsonGenerator json) throws IOException {
        String text = text();
        json.writeBooleanField("isBase64Encoded", text == null);
        if (text == null) {
            json.writeBinaryField("body", body);
        } else {
            json.writeStringField("body", text);
        }
    }

    private @Nullable String text() {
        if (body.length > MAX_TEXT) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
