package dev.headwater.infra.api;

import dev.headwater.aws.CloudResources;
import dev.headwater.aws.FunctionNeeds;
import dev.headwater.infra.data.Tables;
import dev.headwater.infra.function.FunctionShape;
import dev.headwater.infra.function.LiveFunction;
import dev.headwater.infra.function.Surroundings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/** The functions that answer requests, and what each may. */
final class HttpFunctions extends Construct {
    private static final int ONE_CPU = 1769;
    /** Lists are rendered in memory. */
    private static final int MEMORY = 2048;

    private final LiveFunction xtream;
    private final LiveFunction play;
    private final LiveFunction admin;

    /** What they are told beside the names of what there is. */
    record Told(ISecret origin, String streamHost) {}

    HttpFunctions(Construct scope, String id, Surroundings surroundings, Told told) {
        super(scope, id);
        ISecret origin = told.origin();
        Tables tables = surroundings.tables();
        Path zip = surroundings.artefacts().http();
        this.xtream = new LiveFunction(
                this,
                "Xtream",
                FunctionShape.http("XtreamHandler", zip, MEMORY),
                surroundings,
                Map.of(
                        CloudResources.ORIGIN_SECRET,
                        origin.getSecretArn(),
                        CloudResources.STREAM_HOST,
                        told.streamHost()));
        xtream.access()
                .answers(FunctionNeeds.XTREAM, tables)
                .write(surroundings.media(), "listings/*")
                .read(surroundings.media(), "hls/*", "vod/*")
                .allow(List.of("secretsmanager:GetSecretValue"), origin.getSecretArn());
        this.play = new LiveFunction(
                this,
                "Play",
                FunctionShape.http("PlayHandler", zip, ONE_CPU),
                surroundings,
                Map.of(CloudResources.STREAM_HOST, told.streamHost()));
        play.access().answers(FunctionNeeds.PLAY, tables).read(surroundings.media(), "hls/*", "vod/*");
        this.admin = new LiveFunction(
                this,
                "Admin",
                FunctionShape.http("AdminHandler", zip, MEMORY),
                surroundings,
                Map.of(
                        CloudResources.ORIGIN_SECRET, origin.getSecretArn(),
                        CloudResources.STREAM_HOST, told.streamHost()));
        admin.access()
                .readAndWrite(tables.accounts())
                .readAndWrite(tables.catalog())
                .readAndWrite(tables.sessions())
                .write(surroundings.media(), "*")
                .write(surroundings.uploads(), "uploads/*")
                .joinParts(surroundings.uploads(), "uploads/*")
                .secrets(FunctionNeeds.ALL)
                .allow(List.of("secretsmanager:GetSecretValue"), origin.getSecretArn());
    }

    LiveFunction xtream() {
        return xtream;
    }

    LiveFunction play() {
        return play;
    }

    LiveFunction admin() {
        return admin;
    }
}
