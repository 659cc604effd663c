package dev.headwater.standalone.cli;

import dev.headwater.standalone.runtime.HeadwaterServer;
import dev.headwater.standalone.runtime.UpOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code up}. */
@Command(name = "up", description = "Start everything on this machine; Ctrl-C stops it.")
final class UpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

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

    @Option(names = "--no-demo", description = "Make no demo channels and no demo line.")
    private boolean noDemo;

    @Override
    public Integer call() throws Exception {
        UpOptions options = new UpOptions(data, bind, port, edgePorts, !noDemo);
        try (HeadwaterServer server =
                HeadwaterServer.start(options, spec.commandLine().getOut())) {
            server.awaitStop();
        }
        return 0;
    }

    /** An address, or a name that stands for one. */
    static final class Address implements ITypeConverter<InetAddress> {
        @Override
        public InetAddress convert(String value) throws UnknownHostException {
            try {
                return InetAddress.getAllByName(value)[0];
            } catch (UnknownHostException e) {
                throw new TypeConversionException("there is no address '" + value + "'");
            }
        }
    }
}
