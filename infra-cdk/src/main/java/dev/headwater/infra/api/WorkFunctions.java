package dev.headwater.infra.api;

import dev.headwater.aws.FunctionNeeds;
import dev.headwater.aws.Waking;
import dev.headwater.aws.transcode.TranscodePlace;
import dev.headwater.infra.data.Tables;
import dev.headwater.infra.function.FunctionShape;
import dev.headwater.infra.function.JavaFunction;
import dev.headwater.infra.function.Surroundings;
import dev.headwater.infra.media.Transcoding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** The functions that answer events, and what each may. What wakes them is in {@link Events}. */
final class WorkFunctions extends Construct {
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int MUCH_MEMORY = 3008;
    private static final int SOME_MEMORY = 1024;
    /** A guide of 100 MB is sorted on disk. */
    private static final int MUCH_DISK = 4096;

    private static final int SOME_DISK = 512;

    private final JavaFunction publish;
    private final JavaFunction imports;
    private final JavaFunction transcode;

    WorkFunctions(Construct scope, String id, Surroundings surroundings, Transcoding transcoding) {
        super(scope, id);
        Tables tables = surroundings.tables();
        Path zip = surroundings.artefacts().work();
        this.publish = JavaFunction.plain(
                this,
                "Publish",
                FunctionShape.work("PublishHandler", zip, MUCH_MEMORY, LONGEST, MUCH_DISK),
                surroundings,
                Map.of());
        publish.access()
                .readAndWrite(tables.accounts())
                .readAndWrite(tables.catalog())
                .readAndWrite(tables.sessions())
                // A takedown moves segments aside, wherever they are.
                .write(surroundings.media(), "*")
                .secrets(FunctionNeeds.PUBLISH);
        this.imports = JavaFunction.plain(
                this,
                "Import",
                FunctionShape.work("ImportHandler", zip, MUCH_MEMORY, LONGEST, MUCH_DISK),
                surroundings,
                Map.of());
        imports.access()
                .readAndWrite(tables.accounts())
                .readAndWrite(tables.catalog())
                .readAndWrite(tables.sessions())
                .read(surroundings.media(), "*")
                .write(surroundings.uploads(), "uploads/*")
                .joinParts(surroundings.uploads(), "uploads/*")
                .secrets(FunctionNeeds.ALL);
        this.transcode = JavaFunction.plain(
                this,
                "Transcode",
                FunctionShape.work("TranscodeHandler", zip, SOME_MEMORY, Waking.FILMS_TIMEOUT, SOME_DISK),
                surroundings,
                Map.of(
                        TranscodePlace.ROLE, transcoding.role().getRoleArn(),
                        TranscodePlace.QUEUE, transcoding.queueArn()));
        transcode
                .access()
                // What is taken down, and keys of encrypted films.
                .needs(FunctionNeeds.MEDIA, tables.accounts())
                .readAndWrite(tables.catalog())
                .readAndWrite(tables.sessions())
                .write(surroundings.media(), "hls/*", "vod/*")
                .read(surroundings.uploads(), "uploads/*")
                .allow(List.of("mediaconvert:CreateJob"), transcoding.queueArn())
                .allow(List.of("mediaconvert:CreateJob", "mediaconvert:GetJob"), mediaConvert("jobs"))
                .allow(List.of("iam:PassRole"), transcoding.role().getRoleArn());
    }

    JavaFunction publish() {
        return publish;
    }

    JavaFunction imports() {
        return imports;
    }

    JavaFunction transcode() {
        return transcode;
    }

    private String mediaConvert(String resource) {
        return Stack.of(this)
                .formatArn(ArnComponents.builder()
                        .service("mediaconvert")
                        .resource(resource)
                        .resourceName("*")
                        .build());
    }
}
