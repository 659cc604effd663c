package dev.headwater.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** An answer as a client gets it; the body as it came, without transfer encoding. */
public record Reply(int status, List<Ask.Header> headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Reply {
        headers = List.copyOf(headers);
    }

    public Optional<String> header(String name) {
        return headers.stream()
                .filter(h -> h.name().equalsIgnoreCase(name))
                .map(Ask.Header::value)
                .findFirst();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        return parse(body);
    }

    /** The rows of a list; an error is none. */
    public JsonNode rows() {
        if (status != 200 || !json().isArray()) {
            throw new AssertionError("no list: " + this);
        }
        return json();
    }

    /** The body of a gzipped answer. */
    public JsonNode unzipped() {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The URIs of a playlist. */
    public List<String> uris() {
        return text().lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(new String(bytes, StandardCharsets.UTF_8), e);
        }
    }

    @Override
    public String toString() {
        return status + " " + headers + "\n" + text();
    }
}
