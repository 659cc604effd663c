package dev.headwater.standalone.runtime;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Operations;
import dev.headwater.api.admin.line.LineView;
import dev.headwater.api.health.Check;
import dev.headwater.api.runtime.Administration;
import dev.headwater.api.runtime.HostProcess;
import dev.headwater.api.runtime.JoinedTraces;
import dev.headwater.api.runtime.OperationGroups;
import dev.headwater.api.runtime.Services;
import dev.headwater.api.runtime.WishTraces;
import dev.headwater.core.playback.PublicUrl;
import dev.headwater.core.takedown.TakedownKeeper;
import dev.headwater.standalone.control.ControlServer;
import dev.headwater.standalone.demo.DemoContent;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything on one machine, from the data folder to the channels, started in that order and stopped in the other. */
public final class HeadwaterServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeadwaterServer.class);
    private static final int TOKEN_BYTES = 24;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final StopSignal stop = new StopSignal();

    private HeadwaterServer() {}

    /** Returns when everything answers. What was started is stopped again where something can not be. */
    public static HeadwaterServer start(UpOptions options, PrintWriter out) throws Exception {
        HeadwaterServer server = new HeadwaterServer();
        try {
            server.startParts(options, out);
            return server;
        } catch (Exception e) {
            server.close();
            throw e;
        }
    }

    private void startParts(UpOptions options, PrintWriter out) throws Exception {
        Site site = started(open(options));
        Cloud cloud = options.cloud();
        if (cloud != null && cloud.makesMissing()) {
            out.println(Cloud.notMade(CloudWaking.make(cloud)));
        }
        Services services = site.services();
        Demo demo = Demo.of(services);
        if (options.isOpen()) {
            // Before anybody can ask.
            demo.content().closeKnownPassword();
        }
        Edges edges = started(Edges.start(services, site.process(), options));
        Watch watch = started(Watch.start(services, site.process(), !site.isServedByFunctions()));
        Looks looks = new Looks();
        JoinedTraces traces = new JoinedTraces();
        AtomicReference<PublicUrl> address = new AtomicReference<>(PublicAddress.DEFAULT.url());
        Operations operations = Administration.of(
                        services,
                        new HostProcess(
                                address::get,
                                site.folder().run(),
                                true,
                                new FileLook(Ingest.childCommand()),
                                new ChannelLook(Ingest.allowed(Ingest.childCommand(), options.machine())),
                                looks,
                                watch::imported,
                                traces,
                                site.backups(),
                                site.uploads(),
                                false,
                                site.silence()))
                .operations();
        ApiServer api = started(ApiServer.start(services, operations, watch, options, !site.isServedByFunctions()));
        looks.add(api.publisher()::look);
        traces.add(api.lineLists());
        traces.add(new WishTraces(services.assets()));
        traces.add(services.people().auditTraces());
        Ingest ingest = started(new Ingest(
                IngestStores.of(services),
                site.process(),
                site.folder().root().resolve("work"),
                Set.of(),
                options.keyLife(),
                options.machine()));
        looks.add(ingest::look);
        if (options.worker()) {
            ingest.makeSlates(out);
        }
        if (options.demo()) {
            demo.content().make(site.folder().root().resolve("demo"), options.isOpen(), ingest.studio(out));
        }
        if (!site.isServedByFunctions()) {
            api.publisher().publishStale();
        }
        TakedownKeeper takedowns = started(new TakedownKeeper(
                services.takedowns(),
                services.takedownJob(site.process(), () -> {
                    services.publishRequests().changed();
                    looks.run();
                }),
                edges::withhold));
        looks.add(takedowns::look);
        if (site.isServedByFunctions()) {
            takedowns.startTelling();
        } else {
            takedowns.start();
        }
        Addresses reached = Addresses.of(options, api.port());
        List<PublicAddress> addresses = reached.links();
        addresses.getFirst().remember(site.folder().run());
        address.set(addresses.getFirst().url());
        if (!site.isServedByFunctions()) {
            started(guideKeeper(services, api, demo)).start();
        }
        started(control(operations, site.folder().run())).start();
        stop.listen();
        new Welcome(out)
                .print(
                        site.place(),
                        reached,
                        services.edges().members(),
                        demoLine(services, addresses),
                        site.offersSetup() ? setupToken(services) : Optional.empty());
        if (options.worker()) {
            // After the word is out: what channels cost must not delay the first login.
            if (cloud != null && cloud.convertsFilms()) {
                ingest.startChannels();
            } else {
                ingest.start();
            }
            watch.readiness().add(Check.running("worker", ingest::isRunning));
        }
    }

    private static GuideKeeper guideKeeper(Services services, ApiServer api, Demo demo) {
        return new GuideKeeper(
                services.guide().sources(),
                services.guide().runs(() -> {
                    services.publishRequests().changed();
                    api.publisher().look();
                }),
                demo.guide(),
                api.documents()::refresh,
                services.clock());
    }

    private static Site open(UpOptions options) {
        Cloud cloud = options.cloud();
        return cloud == null ? OpenFolder.open(options.data()) : OpenCloud.open(cloud, options.data());
    }

    /** For whoever reads the terminal: a new one with each start, until somebody is there. */
    private static Optional<String> setupToken(Services services) {
        AtomicReference<String> token = new AtomicReference<>();
        services.people().setupTokens().offer(token::set);
        return Optional.ofNullable(token.get());
    }

    private static Optional<LineView> demoLine(Services services, List<PublicAddress> addresses) {
        return new OperationGroups(services)
                .lines(() -> addresses.getFirst().url())
                .revealed(DemoContent.LINE);
    }

    private static ControlServer control(Operations operations, Path runFolder) {
        byte[] token = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(token);
        try {
            return new ControlServer(
                    (name, argument) -> operations.run(Call.LOCAL, name, argument),
                    runFolder,
                    HexFormat.of().formatHex(token));
        } catch (IOException e) {
            throw new OperationException("the control endpoint can not listen on loopback: " + e.getMessage());
        }
    }

    private <T extends AutoCloseable> T started(T part) {
        parts.push(part);
        return part;
    }

    /** Returns when the process is told to stop. */
    public void awaitStop() throws InterruptedException {
        stop.await();
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warn("a part did not stop cleanly", e);
            }
        }
        stop.stopped();
    }
}
