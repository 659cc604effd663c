package dev.headwater.functions.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.InMemoryObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpAnswerTest {
    private static final int LAMBDA_TAKES = 6 * 1024 * 1024;
    private final InMemoryObjectStore objects = new InMemoryObjectStore();
    private final Overflow overflow = Overflow.into(objects, key -> "https://bucket.example/" + key + "?signature");

    @Test
    void bytesThatAreNoTextAreInBase64WhateverTheirTypeSays() throws IOException {
        byte[] gzip = {0x1f, (byte) 0x8b, 8, 0};
        JsonNode json = json(new HttpAnswer(200, Map.of("Content-Type", List.of("application/xml")), gzip));
        assertThat(json.path("isBase64Encoded").asBoolean()).isTrue();
        assertThat(json.path("body").binaryValue()).isEqualTo(gzip);
    }

    @Test
    void textIsText() throws IOException {
        JsonNode json = json(new HttpAnswer(
                200, Map.of("Vary", List.of("a", "b"), "Set-Cookie", List.of("x=1", "y=2")), "\"ü\"".getBytes(UTF_8)));
        assertThat(json.path("isBase64Encoded").asBoolean()).isFalse();
        assertThat(json.path("body").asText()).isEqualTo("\"ü\"");
        assertThat(json.at("/headers/vary").asText()).isEqualTo("a, b");
        assertThat(json.path("cookies")).hasSize(2);
    }

    @Test
    void theLargestThatIsSentIsTakenByLambda() throws IOException {
        byte[] quotes = "\"".repeat(Overflow.MAX_BYTES).getBytes(UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        overflow.fitting(event("https"), new HttpAnswer(200, Map.of(), quotes)).write(out);
        assertThat(out.size()).isBetween(Overflow.MAX_BYTES, LAMBDA_TAKES - 16_384);
    }

    @Test
    void aLargerOneIsFetchedElsewhereByTheSameScheme() throws IOException {
        byte[] large = "x".repeat(Overflow.MAX_BYTES + 1).getBytes(UTF_8);
        HttpAnswer list = new HttpAnswer(
                200,
                Map.of(
                        "Content-Type", List.of("application/json"),
                        "Content-Encoding", List.of("gzip"),
                        "Content-Length", List.of("4400001"),
                        "Access-Control-Allow-Origin", List.of("*")),
                large);
        HttpAnswer sent = overflow.fitting(event("http"), list);
        assertThat(sent.status()).isEqualTo(302);
        assertThat(sent.body()).isEmpty();
        assertThat(sent.headers()).containsOnlyKeys("Access-Control-Allow-Origin", "Location", "Cache-Control");
        assertThat(sent.header("location")).startsWith("http://bucket.example/" + Overflow.FOLDER);
        assertThat(overflow.fitting(event("https"), list).header("location"))
                .isEqualTo(sent.header("location").replace("http:", "https:"));
        String key = sent.header("location").replaceAll("http://bucket.example/|\\?.*", "");
        try (var blob = objects.get(key, ByteRange.ALL).orElseThrow()) {
            assertThat(blob.body().readAllBytes()).isEqualTo(large);
            assertThat(blob.meta().contentEncoding()).isEqualTo("gzip");
            assertThat(blob.meta().contentType()).isEqualTo("application/json");
        }
    }

    private static HttpEvent event(String scheme) {
        return new HttpEvent("GET", "/", Map.of("cloudfront-forwarded-proto", scheme), new byte[0], HttpEvent.NOBODY);
    }

    private static JsonNode json(HttpAnswer answer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        answer.write(out);
        return new ObjectMapper().readTree(out.toByteArray());
    }
}
