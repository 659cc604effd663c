package dev.headwater.standalone.runtime;

import dev.headwater.api.admin.line.LineLinks;
import dev.headwater.api.admin.line.LineView;
import dev.headwater.core.playback.edge.PoolMember;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a start prints: where everything is, what to paste into an app, and that it is ready. */
record Welcome(PrintWriter out) {
    /** @param setup the token with which the first owner is made; empty: there is one */
    void print(
            String place, Addresses reached, List<PoolMember> edges, Optional<LineView> demo, Optional<String> setup) {
        List<PublicAddress> addresses = reached.links();
        String host = addresses.getFirst().host();
        out.println();
        row("Data", place);
        row(
                "Edges",
                edges.stream()
                        .map(member ->
                                member.edge().name() + " " + member.edge().base(host) + note(member))
                        .collect(Collectors.joining("   ")));
        row("Health", reached.local().getFirst().base() + "/health");
        setup.ifPresent(token -> row("Set up", addresses.getFirst().base() + "/admin/setup#" + token));
        reached.doubts(edges).forEach(doubt -> row("Note", doubt));
        demo.ifPresentOrElse(
                line -> addresses.forEach(address -> print(line, address)),
                () -> row("Lines", "add one with: ./headwater line add NAME"));
        out.println();
        out.println("Headwater is ready");
        out.flush();
    }

    private void print(LineView line, PublicAddress address) {
        String password = line.password();
        out.println();
        row("Xtream host", address.base());
        row("User", line.name() + (line.state().equals("active") ? "" : " (" + line.state() + ")"));
        if (password != null) {
            row("Password", password);
            LineLinks links = LineLinks.of(address.base(), line.name(), password);
            row("M3U", links.m3u());
            row("Guide", links.guide());
            row("Try", "ffplay " + address.base() + "/live/" + line.name() + "/" + password + "/1.m3u8");
        }
    }

    private static String note(PoolMember edge) {
        return edge.takesViewers() ? "" : " (" + edge.state().name().toLowerCase(Locale.ROOT) + ")";
    }

    private void row(String name, String value) {
        out.println("  %-12s %s".formatted(name, value));
    }
}
