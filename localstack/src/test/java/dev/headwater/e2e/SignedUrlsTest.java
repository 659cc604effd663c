package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.playback.signing.SignatureAlgorithm;
import dev.headwater.core.playback.signing.SigningKey;
import dev.headwater.core.playback.signing.StreamSignatures;
import dev.headwater.core.playback.signing.UrlSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Assumptions;

/** What we sign is verified by Node's cryptography, which knows nothing of how it was made. */
class SignedUrlsTest {
    private final List<SigningKey> keys = List.of(SigningKey.generate(), SigningKey.generate(SignatureAlgorithm.RSA));

    @Property(tries = 8)
    void nodeAcceptsEverySignedUrl(
            @ForAll @Size(40) List<@IntRange(min = 1) Integer> streams, @ForAll @IntRange(min = 0, max = 1) int key)
            throws Exception {
        StreamSignatures signatures = new StreamSignatures(new UrlSigner(keys.get(key)));
        List<String> urls = IntStream.range(0, streams.size())
                .mapToObj(i -> {
                    String edge = i % 2 == 0 ? "http://127.0.0.1:8081" : "https://edge-" + i + ".example";
                    int stream = streams.get(i);
                    return edge + "/hls/" + stream + "/720p/2026112014/s.ts?"
                            + signatures.query(edge, stream, Instant.now());
                })
                .toList();
        assertThat(verdicts(urls)).hasSize(urls.size()).containsOnly("ok");
        assertThat(verdicts(List.of(urls.getFirst().replaceFirst("/hls/\\d+/", "/hls/0/"))))
                .containsExactly("resource does not cover the URL");
    }

    private List<String> verdicts(List<String> urls) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "node", Path.of("src", "test", "js", "verify-signed-urls.mjs").toString()));
        for (SigningKey key : keys) {
            command.add(key.id());
            command.add(Base64.getEncoder().encodeToString(key.publicKey().getEncoded()));
        }
        Process node;
        try {
            node = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            Assumptions.abort("there is no Node on this machine");
            return List.of();
        }
        try (var in = node.getOutputStream()) {
            in.write(String.join("\n", urls).getBytes(StandardCharsets.UTF_8));
        }
        List<String> lines = node.inputReader().readAllLines();
        node.waitFor();
        return lines;
    }
}
