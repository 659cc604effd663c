package dev.headwater.aws;

import dev.headwater.aws.client.AwsAccess;
import dev.headwater.aws.client.AwsService;
import dev.headwater.core.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * S3 on this machine: S3Proxy as a process of its own, since its libraries and ours do not go together. It keeps objects in
 * memory, checks signatures, and listens on a free port of the loopback interface. The build puts its jars into {@code
 * aws-adapters/target/s3proxy}.
 */
public final class S3Proxy implements AutoCloseable {
    private static final Path JARS = Path.of("aws-adapters", "target", "s3proxy");
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(30);
    private static final String IDENTITY = "headwater-tests";

    private final Process process;
    private final Path folder;
    private final Thread atExit;
    private final URI endpoint;
    private final String credential;

    private S3Proxy(Process process, Path folder, URI endpoint, String credential) {
        this.process = process;
        this.folder = folder;
        this.endpoint = endpoint;
        this.credential = credential;
        this.atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts one; empty, and a line that says so, where the build did not fetch it. */
    public static Optional<S3Proxy> start() {
        Optional<Path> jars = jars();
        if (jars.isEmpty()) {
            System.out.println("skipped: no S3Proxy in " + JARS + " (mvn -pl aws-adapters process-test-classes)");
        }
        return jars.map(S3Proxy::start);
    }

    /** Where it is asked. */
    public URI endpoint() {
        return endpoint;
    }

    public String identity() {
        return IDENTITY;
    }

    public String credential() {
        return credential;
    }

    /** For clients of S3 alone. */
    public AwsAccess access() {
        return new AwsAccess(
                Region.US_EAST_1,
                StaticCredentialsProvider.create(AwsBasicCredentials.create(IDENTITY, credential)),
                Map.of(AwsService.S3, endpoint));
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        process.destroyForcibly();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("S3Proxy does not end");
            }
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static S3Proxy start(Path jars) {
        try {
            Path folder = Files.createTempDirectory("headwater-s3proxy");
            int port = FreePort.find();
            URI endpoint = URI.create("http://127.0.0.1:" + port);
            byte[] random = new byte[20];
            new SecureRandom().nextBytes(random);
            String credential = HexFormat.of().formatHex(random);
            Process process = new ProcessBuilder(command(jars, folder, endpoint, credential))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            S3Proxy proxy = new S3Proxy(process, folder, endpoint, credential);
            awaitPort(process, folder, port);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Path jars, Path folder, URI endpoint, String credential) throws IOException {
        Path settings = folder.resolve("s3proxy.conf");
        Files.writeString(settings, """
                s3proxy.endpoint=%s
                s3proxy.authorization=aws-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=transient-nio2
                jclouds.identity=none
                jclouds.credential=none
                """.formatted(endpoint, IDENTITY, credential));
        Path logging = folder.resolve("logback.xml");
        Files.writeString(logging, """
                <configuration>
                  <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%level %logger %msg%n</pattern></encoder>
                  </appender>
                  <root level="WARN"><appender-ref ref="out"/></root>
                </configuration>
                """);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                java,
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + logging,
                "-cp",
                jars.resolve("*").toString(),
                "org.gaul.s3proxy.Main",
                "--properties",
                settings.toString());
    }

    private static void awaitPort(Process process, Path folder, int port) throws IOException {
        long end = System.nanoTime() + STARTED_WITHIN.toNanos();
        while (System.nanoTime() < end) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                if (!awaitExit(process)) {
                    continue;
                }
                throw new IllegalStateException("S3Proxy ended: " + Files.readString(folder.resolve("log")), e);
            }
        }
        process.destroyForcibly();
        throw new IllegalStateException("S3Proxy does not answer: " + Files.readString(folder.resolve("log")));
    }

    /** Whether it ended within the pause between two attempts. */
    private static boolean awaitExit(Process process) {
        try {
            return process.waitFor(25, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Path> jars() {
        for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
            Path jars = above.resolve(JARS);
            if (Files.isDirectory(jars)) {
                return Optional.of(jars);
            }
        }
        return Optional.empty();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
