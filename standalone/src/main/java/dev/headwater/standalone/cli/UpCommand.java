package dev.headwater.standalone.cli;

import dev.headwater.api.admin.OperationException;
import dev.headwater.api.http.TrustedProxies;
import dev.headwater.api.http.ViewerCountries;
import dev.headwater.core.net.Countries;
import dev.headwater.core.net.CountryFileException;
import dev.headwater.core.playback.PublicUrl;
import dev.headwater.standalone.runtime.Cloud;
import dev.headwater.standalone.runtime.Front;
import dev.headwater.standalone.runtime.HeadwaterServer;
import dev.headwater.standalone.runtime.UpOptions;
import dev.headwater.standalone.tls.ServerCertificate;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code up}. */
@Command(name = "up", description = "Start everything on this machine; Ctrl-C stops it.")
final class UpCommand implements Callable<Integer> {
    /** No proxy says where viewers are. */
    private static final String NO_HEADER = "none";

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Headwater headwater;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Data folder (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Where apps connect (default: ${DEFAULT-VALUE}; 0: any).")
    private int port;

    @Option(
            names = "--edge-ports",
            split = ",",
            paramLabel = "PORT",
            defaultValue = "8081,8082",
            description = "Where segments are served (default: ${DEFAULT-VALUE}; 0: any).")
    private List<Integer> edgePorts;

    @Option(
            names = "--bind",
            paramLabel = "ADDR",
            defaultValue = "127.0.0.1",
            converter = Address.class,
            description = "Address to listen on (default: ${DEFAULT-VALUE}); 0.0.0.0 opens it to the LAN.")
    private InetAddress bind;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            converter = Url.class,
            description =
                    "Where apps reach this server, if not by the address it listens on: http(s)://HOST[:PORT][/PATH].")
    private @Nullable PublicUrl publicUrl;

    @Option(
            names = "--edge-url",
            split = ",",
            paramLabel = "URL",
            converter = Url.class,
            description = "Where players reach each of the edges, in the order of --edge-ports.")
    private List<PublicUrl> edgeUrls = List.of();

    @Option(
            names = "--trusted-proxy",
            split = ",",
            paramLabel = "CIDR",
            description = "Addresses of proxies in front, whose X-Forwarded headers are believed.")
    private List<String> trustedProxies = List.of();

    @Option(
            names = "--geo",
            paramLabel = "FILE",
            description = "Which country addresses are in, a range a line: CIDR,CC or FIRST,LAST,CC.")
    private @Nullable Path geo;

    @Option(
            names = "--country-header",
            paramLabel = "NAME",
            defaultValue = NO_HEADER,
            description = "In which header a trusted proxy names a viewer's country (default: ${DEFAULT-VALUE}).")
    private String countryHeader = NO_HEADER;

    @ArgGroup(exclusive = false)
    private @Nullable Tls tls;

    /** Both or none. */
    private static final class Tls {
        @Option(
                names = "--tls-cert",
                required = true,
                paramLabel = "FILE",
                description = "Serve https with this certificate and its chain (PEM).")
        private Path certificate = Path.of("");

        @Option(names = "--tls-key", required = true, paramLabel = "FILE", description = "The key of it (PEM).")
        private Path key = Path.of("");
    }

    @Option(names = "--log", paramLabel = "FORMAT", defaultValue = "text", description = LogFormat.DESCRIPTION)
    private LogFormat log;

    @Option(
            names = "--cloud",
            paramLabel = "NAME",
            description = "Keep everything in DynamoDB and S3: localstack, or any endpoint that AWS_ENDPOINT_URL names"
                    + " (tables and buckets are made), or aws (what a deployment made, named by HEADWATER_CATALOG_TABLE"
                    + " and the others).")
    private @Nullable String cloud;

    @Option(names = "--no-edges", description = "With --cloud: serve no segments here.")
    private boolean noEdges;

    @Option(names = "--no-worker", description = "With --cloud: make no channels and films here.")
    private boolean noWorker;

    @Mixin
    private KeyLife keyLife = new KeyLife();

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Option(names = "--no-demo", description = "Make no demo channels and no demo line.")
    private boolean noDemo;

    @Override
    public Integer call() throws Exception {
        log.use();
        ServerCertificate certificate =
                tls == null ? null : ServerCertificate.read(tls.certificate, tls.key, Clock.systemUTC());
        Front front = new Front(publicUrl, edgeUrls, TrustedProxies.of(trustedProxies), countries(), certificate);
        if (cloud == null && (noEdges || noWorker)) {
            throw new ParameterException(spec.commandLine(), "--no-edges and --no-worker go with --cloud");
        }
        UpOptions options = new UpOptions(
                data,
                bind,
                port,
                noEdges ? List.of() : edgePorts,
                !noDemo && !noWorker && !Cloud.AWS.equals(cloud),
                front,
                cloud == null ? null : Cloud.of(cloud, headwater.environment()),
                !noWorker,
                keyLife.life(),
                machine.use());
        try (HeadwaterServer server =
                HeadwaterServer.start(options, spec.commandLine().getOut())) {
            server.awaitStop();
        }
        return 0;
    }

    private ViewerCountries countries() throws IOException {
        String header = countryHeader.equals(NO_HEADER) ? null : countryHeader;
        try {
            return new ViewerCountries(header, geo == null ? Countries.UNKNOWN : Countries.read(geo));
        } catch (CountryFileException e) {
            throw new OperationException(String.valueOf(e.getMessage()));
        }
    }

    /** A URL of ours. */
    static final class Url implements ITypeConverter<PublicUrl> {
        @Override
        public PublicUrl convert(String value) {
            try {
                return PublicUrl.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + value + "': " + e.getMessage());
            }
        }
    }

    /** An address, or a name that stands for one. */
    static final class Address implements ITypeConverter<InetAddress> {
        @Override
        public InetAddress convert(String value) throws UnknownHostException {
            try {
                InetAddress address = InetAddress.getAllByName(value)[0];
                if (address.isLinkLocalAddress() && address instanceof Inet6Address) {
                    throw new TypeConversionException("no URL can name the link-local address '" + value + "'");
                }
                return address;
            } catch (UnknownHostException e) {
                throw new TypeConversionException("there is no address '" + value + "'");
            }
        }
    }
}
