package dev.headwater.infra.ingest;

import dev.headwater.aws.FunctionNeeds;
import dev.headwater.infra.data.Tables;
import dev.headwater.infra.function.Access;
import dev.headwater.infra.function.Surroundings;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.constructs.Construct;

/** The workers that take sources in, and what a worker may, here or on an operator's own premises. */
final class Workers extends Construct {
    static final int CPU = 2048;
    static final int MEMORY = 4096;
    private static final int LOAD = 60;

    private final ManagedPolicy policy;
    private final ProgramService program;

    Workers(Construct scope, String id, Cluster cluster, ContainerImage image, Surroundings surroundings) {
        super(scope, id);
        Tables tables = surroundings.tables();
        this.policy = ManagedPolicy.Builder.create(this, "Policy")
                .description("What a worker of Headwater may, wherever it runs")
                .build();
        new Access(policy, surroundings)
                // No secret but one: a worker stands where others may reach its disk.
                .needs(FunctionNeeds.MEDIA, tables.accounts())
                .readAndWrite(tables.catalog())
                .readAndWrite(tables.sessions())
                // Who watches what is nobody's business there.
                .keepOff(tables.sessions(), "SESSIONS#*")
                .write(surroundings.media(), "hls/*", "vod/*")
                .read(surroundings.uploads(), "uploads/*");
        this.program = new ProgramService(
                this,
                "Program",
                cluster,
                image,
                surroundings,
                new ProgramService.Shape(
                        List.of("worker", "--cloud", "aws"),
                        CPU,
                        MEMORY,
                        surroundings.settings().workers(),
                        LOAD,
                        Map.of(),
                        List.of(),
                        false));
        program.role().addManagedPolicy(policy);
    }

    ManagedPolicy policy() {
        return policy;
    }

    FargateService service() {
        return program.service();
    }
}
