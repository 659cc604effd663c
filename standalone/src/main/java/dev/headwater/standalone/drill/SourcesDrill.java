package dev.headwater.standalone.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import dev.headwater.standalone.bench.FfmpegProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Has a channel made of every kind of source, by a real sender, until pictures are decoded at a viewer. */
public final class SourcesDrill {
    private static final int FILE_SECONDS = 30;
    private static final double MADE = 120;
    private static final double ON_AIR = 60;
    private static final double SEEN = 30;
    private static final int PICTURES = 50;
    private static final long BEFORE_ANOTHER_CALL_MS = 1000;

    private final DrillSettings settings;

    public SourcesDrill(DrillSettings settings) {
        this.settings = settings;
    }

    /** @param folder empty, for all it needs */
    public SourcesReport run(Path folder) throws IOException, InterruptedException {
        FfmpegProgram ffmpeg = FfmpegProgram.load();
        Path file = folder.resolve("source.ts");
        settings.progress().accept("Making what is sent");
        Program maker = new Program(ffmpeg.makeSmall(file, FILE_SECONDS), folder.resolve("maker.log"));
        maker.start();
        Await.orFail(MADE, "what is sent is made", () -> !maker.isAlive());
        maker.close();
        settings.progress().accept("Starting a headend with an edge");
        List<SourcesReport.Row> rows = new ArrayList<>();
        try (DrillHeadend headend = DrillHeadend.start(folder, settings.serverFlags())) {
            for (SourceKind kind : SourceKind.ALL) {
                settings.progress().accept(kind.name());
                SourcesReport.Row row = watched(headend, ffmpeg, file, folder, kind);
                rows.add(row);
                settings.progress().accept("  " + row.words());
            }
        }
        return new SourcesReport(rows);
    }

    private static SourcesReport.Row watched(
            DrillHeadend headend, FfmpegProgram ffmpeg, Path file, Path folder, SourceKind kind)
            throws IOException, InterruptedException {
        int port = FreePort.find();
        Path served = Files.createTempDirectory(folder, "served-");
        List<String> send = new ArrayList<>(List.of("-re", "-stream_loop", "-1", "-i", file.toString(), "-c", "copy"));
        send.addAll(kind.sends().apply(port, served));
        Program sender = new Program(
                ffmpeg.command(send.toArray(String[]::new)),
                folder.resolve(kind.name().replaceAll("\\W+", "-") + ".log"));
        Optional<HttpServer> server = kind.served() ? Optional.of(serve(served, port)) : Optional.empty();
        long began = System.nanoTime();
        int id = headend.call(
                        "channel.add",
                        Map.of(
                                "name", kind.name(),
                                "sources", List.of(kind.source().apply(port)),
                                "allowPrivate", true))
                .path("id")
                .asInt();
        try (sender) {
            boolean onAir = Await.within(
                    ON_AIR, () -> calls(sender) && state(headend, id).equals("on_air"));
            double seconds = (System.nanoTime() - began) / 1e9;
            if (!onAir) {
                JsonNode channel = headend.call("channel.show", Map.of("id", id));
                return new SourcesReport.Row(
                        kind.name(),
                        false,
                        seconds,
                        channel.path("error").asText(channel.path("state").asText()));
            }
            try (Viewer viewer = Viewer.watch(ffmpeg, headend.stream(id, ".m3u8"), false)) {
                boolean seen = Await.within(SEEN, () -> viewer.pictures() >= PICTURES);
                return new SourcesReport.Row(kind.name(), seen, seconds, seen ? "" : "no picture at the viewer");
            }
        } finally {
            server.ifPresent(one -> one.stop(0));
            headend.call("channel.remove", Map.of("id", id));
        }
    }

    /** Whoever calls calls again until somebody is there. */
    private static boolean calls(Program sender) {
        if (!sender.isAlive()) {
            try {
                sender.close();
                Thread.sleep(BEFORE_ANOTHER_CALL_MS);
                sender.start();
            } catch (IOException e) {
                throw new DrillException("a sender can not be started: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return true;
    }

    private static String state(DrillHeadend headend, int id) {
        return headend.call("channel.show", Map.of("id", id)).path("state").asText();
    }

    private static HttpServer serve(Path folder, int port) {
        HttpServer server = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                folder.toAbsolutePath(),
                SimpleFileServer.OutputLevel.NONE);
        server.start();
        return server;
    }
}
