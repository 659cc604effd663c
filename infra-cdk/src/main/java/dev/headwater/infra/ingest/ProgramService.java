package dev.headwater.infra.ingest;

import dev.headwater.infra.function.Surroundings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.applicationautoscaling.EnableScalingProps;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.CpuUtilizationScalingProps;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.ecs.Protocol;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** The program as a service that grows with its load: as a worker or as a stream host. */
final class ProgramService extends Construct {
    static final String CONTAINER = "program";

    private final Role role;
    private final FargateService service;

    /**
     * What tells the two apart.
     *
     * @param cpu in 1/1024 of one
     * @param memory in MB
     * @param most tasks
     * @param load in percent of the CPU, above which another task is started
     * @param isAlone whether there is never a second one: where it is replaced, the old one ends first
     */
    record Shape(
            List<String> command,
            int cpu,
            int memory,
            int most,
            int load,
            Map<String, String> environment,
            List<Port> ports,
            boolean isAlone) {
        static Shape alone(List<String> command, int cpu, int memory, List<Port> ports) {
            return new Shape(command, cpu, memory, 1, 0, Map.of(), ports, true);
        }
    }

    /** What it listens on. */
    record Port(int number, Protocol protocol) {}

    ProgramService(
            Construct scope, String id, Cluster cluster, ContainerImage image, Surroundings surroundings, Shape shape) {
        super(scope, id);
        this.role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("ecs-tasks.amazonaws.com"))
                .build();
        FargateTaskDefinition task = FargateTaskDefinition.Builder.create(this, "Task")
                .cpu(shape.cpu())
                .memoryLimitMiB(shape.memory())
                .taskRole(role)
                .runtimePlatform(RuntimePlatform.builder()
                        .cpuArchitecture(CpuArchitecture.X86_64)
                        .operatingSystemFamily(OperatingSystemFamily.LINUX)
                        .build())
                .build();
        LogGroup log = LogGroup.Builder.create(this, "Log")
                .retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        task.addContainer(
                CONTAINER,
                ContainerDefinitionOptions.builder()
                        .image(image)
                        .command(shape.command())
                        .environment(all(surroundings.environment(), shape.environment()))
                        .logging(LogDriver.awsLogs(AwsLogDriverProps.builder()
                                .logGroup(log)
                                .streamPrefix("program")
                                .build()))
                        .portMappings(shape.ports().stream()
                                .map(ProgramService::mapping)
                                .toList())
                        // Channels and viewers go elsewhere first.
                        .stopTimeout(Duration.seconds(60))
                        .build());
        this.service = FargateService.Builder.create(this, "Service")
                .cluster(cluster)
                .taskDefinition(task)
                .assignPublicIp(true)
                .vpcSubnets(
                        SubnetSelection.builder().subnetType(SubnetType.PUBLIC).build())
                .minHealthyPercent(shape.isAlone() ? 0 : 100)
                .maxHealthyPercent(shape.isAlone() ? 100 : 200)
                .circuitBreaker(
                        DeploymentCircuitBreaker.builder().rollback(true).build())
                .build();
        if (!shape.isAlone()) {
            grow(shape);
        }
    }

    private void grow(Shape shape) {
        service.autoScaleTaskCount(EnableScalingProps.builder()
                        .minCapacity(1)
                        .maxCapacity(shape.most())
                        .build())
                .scaleOnCpuUtilization(
                        "Load",
                        CpuUtilizationScalingProps.builder()
                                .targetUtilizationPercent(shape.load())
                                .scaleInCooldown(Duration.minutes(15))
                                .scaleOutCooldown(Duration.minutes(1))
                                .build());
    }

    Role role() {
        return role;
    }

    FargateService service() {
        return service;
    }

    private static PortMapping mapping(Port port) {
        return PortMapping.builder()
                .containerPort(port.number())
                .protocol(port.protocol())
                .build();
    }

    private static Map<String, String> all(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(some);
        all.putAll(more);
        return all;
    }
}
