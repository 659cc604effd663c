package dev.headwater.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeMainTest {
    private static final long MIB = 1L << 20;
    private static final long HEAP = 256 * MIB;

    private final Map<String, String> environment =
            new HashMap<>(Map.of("HEADWATER_EDGE_ORIGIN", "http://headend:8080", "HEADWATER_EDGE_TOKEN", "s3cret"));

    private EdgeMain main() {
        return new EdgeMain(environment, HEAP);
    }

    @Test
    void needsAnOriginAndATokenAndNothingElse() {
        assertThat(main().config()).satisfies(config -> {
            assertThat(config.port()).isEqualTo(8081);
            assertThat(config.bindAddress()).isEqualTo("0.0.0.0");
            assertThat(config.tls()).isEmpty();
        });
        assertThat(main().origin().address()).hasToString("http://headend:8080");
        for (String name : Map.copyOf(environment).keySet()) {
            String value = environment.remove(name);
            assertThatThrownBy(() -> main().origin())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(name + " is not set");
            environment.put(name, value);
        }
    }

    @Test
    void takesTheRestFromTheEnvironment() {
        environment.putAll(Map.of(
                "HEADWATER_EDGE_PORT", "9000",
                "HEADWATER_EDGE_BIND", "::1",
                "HEADWATER_EDGE_CAPACITY", "1000",
                "HEADWATER_EDGE_CACHE", "128",
                "HEADWATER_EDGE_PUBLIC_URL", "https://Edge.example/",
                "HEADWATER_EDGE_TLS_CERT", "c.pem",
                "HEADWATER_EDGE_TLS_KEY", "k.pem"));
        EdgeConfig config = main().config();
        assertThat(config.port()).isEqualTo(9000);
        assertThat(config.bindAddress()).isEqualTo("::1");
        assertThat(config.capacity()).isEqualTo(1000);
        assertThat(config.cacheBytes()).isEqualTo(128 * MIB);
        assertThat(config.tls()).contains(new EdgeConfig.TlsFiles(Path.of("c.pem"), Path.of("k.pem")));
        assertThat(config.publicBase()).contains("https://edge.example");
        environment.remove("HEADWATER_EDGE_TLS_KEY");
        assertThatThrownBy(() -> main().config()).hasMessageContaining("TLS_KEY");
        environment.put("HEADWATER_EDGE_PORT", "many");
        assertThatThrownBy(() -> main().config()).hasMessage("HEADWATER_EDGE_PORT is not a number");
    }

    @Test
    void anObjectIsAQuarterOfTheCacheAtMost() {
        for (int[] sizes : new int[][] {{8, 2}, {64, 16}, {192, 16}}) {
            environment.put("HEADWATER_EDGE_CACHE", Integer.toString(sizes[0]));
            EdgeConfig config = main().config();
            assertThat(config.cacheBytes()).isEqualTo(sizes[0] * MIB);
            assertThat((long) config.maxCachedObjectBytes()).isEqualTo(sizes[1] * MIB);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "193"})
    void aCacheFitsTheHeap(String cache) {
        environment.put("HEADWATER_EDGE_CACHE", cache);
        assertThatThrownBy(() -> main().config())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a cache is 1 to 192 MB with a heap of 256 MB");
    }

    @Test
    void aPublicUrlIsOne() {
        environment.put("HEADWATER_EDGE_PUBLIC_URL", "edge.example/path");
        assertThatThrownBy(() -> main().config())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("an edge's URL is");
    }
}
