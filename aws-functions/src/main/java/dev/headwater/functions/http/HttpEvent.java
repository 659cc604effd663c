package dev.headwater.functions.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as an HTTP API or a function URL hands it on, payload format 2.0.
 *
 * @param target path and query as they were sent, as far as the sender of the event knows it: a function URL leaves the path
 *     as it was, an HTTP API decodes it
 * @param headers by name, whatever its case; where a name was sent several times, its values with commas between them
 * @param peer who connected to the sender of the event
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">the format</a>
 */
public record HttpEvent(
        String method, String target, Map<String, String> headers, byte[] body, InetSocketAddress peer) {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final InetSocketAddress NOBODY = new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 0);

    public HttpEvent {
        Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        headers = Collections.unmodifiableMap(byName);
    }

    /** @throws IllegalArgumentException where it is no such event; never with what it holds */
    static HttpEvent read(InputStream in) throws IOException {
        JsonNode event = JSON.readTree(in);
        JsonNode http = event.path("requestContext").path("http");
        if (!event.path("rawPath").isTextual() || !http.path("method").isTextual()) {
            throw new IllegalArgumentException("no event of an HTTP API or a function URL, payload format 2.0");
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        event.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        cookies(event, headers);
        String query = event.path("rawQueryString").asText("");
        return new HttpEvent(
                http.path("method").asText(),
                event.path("rawPath").asText() + (query.isEmpty() ? "" : "?" + query),
                headers,
                body(event),
                peer(http.path("sourceIp").asText("")));
    }

    /** They come apart from the other headers. */
    private static void cookies(JsonNode event, Map<String, String> headers) {
        List<String> cookies = new ArrayList<>();
        event.path("cookies").forEach(cookie -> cookies.add(cookie.asText()));
        if (!cookies.isEmpty()) {
            headers.put("Cookie", String.join("; ", cookies));
        }
    }

    private static byte[] body(JsonNode event) {
        String body = event.path("body").asText("");
        return event.path("isBase64Encoded").asBoolean()
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
    }

    private static InetSocketAddress peer(String address) {
        try {
            return address.isEmpty() ? NOBODY : new InetSocketAddress(InetAddress.ofLiteral(address), 0);
        } catch (IllegalArgumentException e) {
            return NOBODY;
        }
    }

    /** Of names and values together. */
    int headerLength() {
        return headers.entrySet().stream()
                .mapToInt(header -> header.getKey().length() + header.getValue().length())
                .sum();
    }

    /** Without path, query and headers, any of which may carry credentials. */
    @Override
    public String toString() {
        return method + " of " + body.length + " bytes";
    }
}
