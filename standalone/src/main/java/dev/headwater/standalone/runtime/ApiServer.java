package dev.headwater.standalone.runtime;

import dev.headwater.api.admin.AdminProperties;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Operations;
import dev.headwater.api.admin.auth.KeyedMetrics;
import dev.headwater.api.guide.GuideDocuments;
import dev.headwater.api.health.Readiness;
import dev.headwater.api.http.FrontDoor;
import dev.headwater.api.http.LocalAccess;
import dev.headwater.api.listing.LineLists;
import dev.headwater.api.listing.Publisher;
import dev.headwater.api.metrics.MetricsAccess;
import dev.headwater.api.netty.MetricsPage;
import dev.headwater.api.origin.OriginAccess;
import dev.headwater.api.runtime.ApiParts;
import dev.headwater.api.runtime.Services;
import dev.headwater.api.ts.PastStreams;
import dev.headwater.api.ts.TsStreams;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.standalone.tls.ServerCertificate;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.ssl.CertificateProvider;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.BindException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The controllers of api-functions on Netty. */
final class ApiServer implements AutoCloseable {
    private final ApplicationContext context;
    private final Publisher publisher;
    private final GuideDocuments documents;
    private final TsStreams streams;
    private final PastStreams pasts;
    private final LineLists lineLists;
    private final int port;

    private ApiServer(
            ApplicationContext context,
            Publisher publisher,
            GuideDocuments documents,
            TsStreams streams,
            PastStreams pasts,
            LineLists lineLists,
            int port) {
        this.context = context;
        this.publisher = publisher;
        this.documents = documents;
        this.streams = streams;
        this.pasts = pasts;
        this.lineLists = lineLists;
        this.port = port;
    }

    /**
     * Publishes what is stale, then listens.
     *
     * @param publishes whether lists are rendered ahead, and leftovers removed, in this process; if not they are rendered
     *     when somebody asks for them
     */
    static ApiServer start(
            Services services, Operations operations, Watch watch, UpOptions options, boolean publishes) {
        ApplicationContext context = ApplicationContext.builder()
                .banner(false)
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                .environmentPropertySource(false)
                .properties(properties(options))
                .properties(AdminProperties.all())
                .start();
        try {
            Publisher publisher = new Publisher(
                    services.tables().catalog(),
                    services.objects(),
                    services.catalog(),
                    services.categories(),
                    services.bouquets(),
                    services.takedowns(),
                    options.data().resolve("run").resolve("lists"),
                    services.clock());
            if (publishes) {
                publisher.start();
            }
            FrontDoor door = options.front().door();
            context.registerSingleton(FrontDoor.class, door);
            context.registerSingleton(
                    MetricsAccess.class,
                    new KeyedMetrics(new LocalAccess(door), services.people().identities()));
            context.registerSingleton(MetricsPage.class, watch.page());
            context.registerSingleton(MeterRegistry.class, watch.registry());
            context.registerSingleton(Readiness.class, watch.readiness());
            ServerCertificate certificate = options.front().certificate();
            if (certificate != null) {
                context.registerSingleton(
                        CertificateProvider.class,
                        new OneCertificate(certificate.keyStore()),
                        Qualifiers.byName(OneCertificate.NAME));
            }
            TsStreams streams = services.streams();
            context.registerSingleton(TsStreams.class, streams);
            PastStreams pasts = services.pastStreams();
            context.registerSingleton(PastStreams.class, pasts);
            context.registerSingleton(OriginAccess.class, services.originAccess());
            context.registerSingleton(ObjectStore.class, services.objects());
            GuideDocuments documents = services.guideDocuments();
            ApiParts parts = ApiParts.of(services, publisher, documents, operations);
            parts.registerIn(context);
            int port = context.getBean(EmbeddedServer.class).start().getPort();
            return new ApiServer(context, publisher, documents, streams, pasts, parts.lineLists(), port);
        } catch (RuntimeException e) {
            context.close();
            throw isTaken(e)
                    ? new OperationException("port " + options.port() + " is taken; choose another with --port")
                    : e;
        }
    }

    private static Map<String, Object> properties(UpOptions options) {
        int port = options.port() == 0 ? -1 : options.port();
        boolean isTls = options.front().certificate() != null;
        return Map.ofEntries(
                Map.entry("micronaut.server.ssl.enabled", isTls),
                Map.entry("micronaut.server.ssl.port", port),
                Map.entry("micronaut.server.ssl.key-name", OneCertificate.NAME),
                Map.entry("micronaut.application.name", "headwater"),
                Map.entry("micronaut.server.host", options.bind().getHostAddress()),
                Map.entry("micronaut.server.port", port),
                // Of an upload, of which so much comes before somebody reads it; SmallBodies has the limit of all else.
                Map.entry("micronaut.server.max-request-size", "64GB"),
                Map.entry("micronaut.server.max-request-buffer-size", "4MB"),
                Map.entry("micronaut.server.idle-timeout", "65s"),
                Map.entry("micronaut.server.netty.max-header-size", "16KB"),
                Map.entry("micronaut.server.netty.max-initial-line-length", "16KB"),
                // Lists stand ready compressed; playlists are small and different each time.
                Map.entry("micronaut.server.netty.compression-threshold", -1));
    }

    private static boolean isTaken(@Nullable Throwable e) {
        return e != null && (e instanceof BindException || isTaken(e.getCause()));
    }

    int port() {
        return port;
    }

    Publisher publisher() {
        return publisher;
    }

    /** The playlists that are kept of lines. */
    LineLists lineLists() {
        return lineLists;
    }

    /** The guide as it stands ready. */
    GuideDocuments documents() {
        return documents;
    }

    @Override
    public void close() {
        streams.close();
        pasts.close();
        context.close();
        publisher.close();
    }
}
