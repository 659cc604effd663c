package dev.headwater.edge;

import dev.headwater.edge.EdgeConfig.TlsFiles;
import dev.headwater.edge.origin.OriginConfig;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * An edge without the command line around it, for a container: everything comes by environment variables. Those are
 * {@code HEADWATER_EDGE_ORIGIN} and {@code …_TOKEN}, and at will {@code …_PORT} (8081), {@code …_BIND} (0.0.0.0),
 * {@code …_CAPACITY} (Mbit/s), {@code …_CACHE} (MB, 64), {@code …_PUBLIC_URL}, {@code …_TLS_CERT} with
 * {@code …_TLS_KEY}.
 */
public final class EdgeMain {
    private static final String PREFIX = "HEADWATER_EDGE_";

    private final Map<String, String> environment;
    private final long heap;

    EdgeMain(Map<String, String> environment, long heap) {
        this.environment = environment;
        this.heap = heap;
    }

    public static void main(String[] args) throws InterruptedException {
        EdgeMain edge = new EdgeMain(System.getenv(), Runtime.getRuntime().maxMemory());
        try {
            EdgeProcess.run(edge.config(), edge.origin(), InstantSource.system(), System.out::println);
        } catch (IllegalArgumentException | BindException e) {
            System.err.println("edge: " + e.getMessage());
            System.exit(1);
        }
    }

    EdgeConfig config() {
        EdgeConfig config = EdgeConfig.of(get("BIND").orElse("0.0.0.0"), number("PORT", 8081))
                .withCacheOf(number("CACHE", 64), heap)
                .withCapacity(number("CAPACITY", 0));
        Optional<String> publicUrl = get("PUBLIC_URL");
        if (publicUrl.isPresent()) {
            config = config.withPublicUrl(publicUrl.get());
        }
        Optional<String> certificate = get("TLS_CERT");
        return certificate.isEmpty()
                ? config
                : config.withTls(new TlsFiles(Path.of(certificate.get()), Path.of(required("TLS_KEY"))));
    }

    OriginConfig origin() {
        return OriginConfig.of(URI.create(required("ORIGIN")), required("TOKEN"));
    }

    private Optional<String> get(String name) {
        return Optional.ofNullable(environment.get(PREFIX + name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private String required(String name) {
        return get(name).orElseThrow(() -> new IllegalArgumentException(PREFIX + name + " is not set"));
    }

    private int number(String name, int unsaid) {
        try {
            return get(name).map(Integer::parseInt).orElse(unsaid);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(PREFIX + name + " is not a number", e);
        }
    }
}
