package dev.headwater.api;

import dev.headwater.api.admin.AdminProperties;
import dev.headwater.api.guide.GuideDocuments;
import dev.headwater.api.health.Check;
import dev.headwater.api.health.Readiness;
import dev.headwater.api.http.FrontDoor;
import dev.headwater.api.http.LocalAccess;
import dev.headwater.api.listing.Publisher;
import dev.headwater.api.metrics.Gauges;
import dev.headwater.api.metrics.MetricsAccess;
import dev.headwater.api.netty.MetricsPage;
import dev.headwater.api.origin.OriginAccess;
import dev.headwater.api.ts.PastStreams;
import dev.headwater.api.ts.TsStreams;
import dev.headwater.core.store.ObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;

/** The controllers on Netty, on a free port of the loopback. */
final class NettyDoor implements HttpDoor {
    private final ApplicationContext context;
    private final Publisher publisher;
    private final GuideDocuments documents;
    private final RawHttp client;
    private final int port;

    private NettyDoor(ApplicationContext context, Publisher publisher, GuideDocuments documents, int port) {
        this.context = context;
        this.publisher = publisher;
        this.documents = documents;
        this.client = new RawHttp(port);
        this.port = port;
    }

    static NettyDoor open(Headend headend) {
        ApplicationContext context = ApplicationContext.builder()
                .banner(false)
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                .environmentPropertySource(false)
                .properties(Map.of(
                        "micronaut.server.host", "127.0.0.1",
                        "micronaut.server.port", -1,
                        "micronaut.server.max-request-size", "64GB",
                        "micronaut.server.max-request-buffer-size", "4MB",
                        "micronaut.server.netty.max-header-size", "16KB",
                        "micronaut.server.netty.max-initial-line-length", "16KB",
                        "micronaut.server.netty.compression-threshold", -1))
                .properties(AdminProperties.all())
                .start();
        Publisher publisher = headend.publisher();
        publisher.start();
        context.registerSingleton(FrontDoor.class, headend.front());
        MetricsPage metrics = new MetricsPage();
        Gauges gauges = headend.gauges(metrics.registry());
        gauges.sample();
        Readiness readiness = new Readiness(headend.clock());
        readiness.add(Check.edges(headend.edges()));
        readiness.add(Check.objects(headend.stores().objects()));
        context.registerSingleton(Readiness.class, readiness);
        context.registerSingleton(MetricsAccess.class, new LocalAccess(headend.front()));
        context.registerSingleton(MetricsPage.class, metrics);
        context.registerSingleton(MeterRegistry.class, metrics.registry());
        GuideDocuments documents = headend.documents();
        headend.parts(publisher, documents).registerIn(context);
        context.registerSingleton(TsStreams.class, headend.streams());
        context.registerSingleton(PastStreams.class, headend.pastStreams());
        headend.origin().ifPresent(origin -> {
            context.registerSingleton(ObjectStore.class, origin.objects());
            context.registerSingleton(OriginAccess.class, origin.access());
        });
        int port = context.getBean(EmbeddedServer.class).start().getPort();
        return new NettyDoor(context, publisher, documents, port);
    }

    /** For clients that do not send byte by byte. */
    String base() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public Reply send(Ask ask) {
        return client.send(ask);
    }

    @Override
    public void look() {
        publisher.look();
        documents.refresh();
    }

    @Override
    public void close() {
        context.close();
        publisher.close();
    }
}
