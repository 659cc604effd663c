package dev.headwater.standalone.cli;

import dev.headwater.edge.EdgeConfig;
import dev.headwater.edge.EdgeConfig.TlsKeys;
import dev.headwater.edge.EdgeProcess;
import dev.headwater.edge.origin.OriginConfig;
import dev.headwater.standalone.tls.ServerCertificate;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code edge serve}: an edge by itself, on a machine that has nothing else of Headwater's. */
@Command(
        name = "serve",
        description = "Run an edge on this machine that reads from an origin elsewhere; Ctrl-C stops it.")
final class EdgeServeCommand implements Callable<Integer> {
    /** Where the token is looked for last: it shows in no list of processes. */
    static final String TOKEN_VARIABLE = "HEADWATER_EDGE_TOKEN";

    private static final int MAX_TOKEN_FILE = 4096;

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--origin",
            paramLabel = "URL",
            required = true,
            description = "Where 'up' runs, such as http://headend:8080.")
    private URI origin;

    @Option(
            names = "--token",
            paramLabel = "T",
            description = "What 'edge add' printed. It shows in the list of processes: --token-file and the variable "
                    + TOKEN_VARIABLE + " do not.")
    private @Nullable String token;

    @Option(names = "--token-file", paramLabel = "FILE", description = "A file that holds the token.")
    private @Nullable Path tokenFile;

    @Option(names = "--port", paramLabel = "N", required = true, description = "Where segments are served (0: any).")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDR",
            defaultValue = "0.0.0.0",
            converter = UpCommand.Address.class,
            description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private InetAddress bind;

    @Option(
            names = "--capacity",
            paramLabel = "MBIT",
            defaultValue = "0",
            description = "What its line can carry, in Mbit/s (default: not known).")
    private int capacity;

    @Option(
            names = "--cache",
            paramLabel = "MB",
            defaultValue = "64",
            description = "Memory for segments (default: ${DEFAULT-VALUE}).")
    private int cache;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "How viewers reach it through a proxy; the same as in 'edge add'.")
    private @Nullable String publicUrl;

    @Option(names = "--log", paramLabel = "FORMAT", defaultValue = "text", description = LogFormat.DESCRIPTION)
    private LogFormat log;

    @ArgGroup(exclusive = false)
    private @Nullable Certificate certificate;

    /** Both or none. */
    static final class Certificate {
        @Option(
                names = "--tls-cert",
                paramLabel = "FILE",
                required = true,
                description = "PEM certificate chain: serve https.")
        private Path chain;

        @Option(
                names = "--tls-key",
                paramLabel = "FILE",
                required = true,
                description = "Its PEM private key, without a passphrase.")
        private Path key;

        TlsKeys read() {
            ServerCertificate read = ServerCertificate.read(chain, key, InstantSource.system());
            return new TlsKeys(read.key(), read.chain());
        }
    }

    EdgeServeCommand() {
        this(System.getenv());
    }

    EdgeServeCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        log.use();
        EdgeConfig config;
        OriginConfig from;
        try {
            config = config();
            from = OriginConfig.of(origin, token());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        EdgeProcess.run(config, from, InstantSource.system(), line -> {
            out.println(line);
            out.flush();
        });
        return 0;
    }

    private EdgeConfig config() {
        EdgeConfig config = EdgeConfig.of(bind.getHostAddress(), port)
                .withCacheOf(cache, Runtime.getRuntime().maxMemory())
                .withCapacity(capacity);
        if (publicUrl != null) {
            config = config.withPublicUrl(publicUrl);
        }
        return certificate == null ? config : config.withTls(certificate.read());
    }

    private String token() {
        if (token != null && tokenFile != null) {
            throw new IllegalArgumentException("--token and --token-file are one too many");
        }
        if (token != null) {
            return token;
        }
        if (tokenFile != null) {
            return read(tokenFile);
        }
        String variable = environment.get(TOKEN_VARIABLE);
        if (variable == null || variable.isEmpty()) {
            throw new IllegalArgumentException(
                    "it needs the token of 'edge add': --token, --token-file or " + TOKEN_VARIABLE);
        }
        return variable.strip();
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > MAX_TOKEN_FILE) {
                throw new IllegalArgumentException("the token file " + file + " is too long");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException("the token file " + file + " can not be read", e);
        }
    }
}
