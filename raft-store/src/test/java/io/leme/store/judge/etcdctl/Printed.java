package io.leme.store.judge.etcdctl;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What a command left behind.
///
/// @param code its exit code; for a command that was ended, the one of that end
/// @param output its output
/// @param errors its error output
record Printed(int code, String output, String errors) {
    private static final List<String[]> REPLACEMENTS =
            List.of(
                    new String[] {
                        "\"(cluster_id|member_id|leader|ID|memberID|id)\":\\d+", "\"$1\":ID"
                    },
                    new String[] {"\"lease\":\\d{10,}", "\"lease\":ID"},
                    new String[] {"\"(ClusterID|MemberID|Leader|ID)\" : \\d+", "\"$1\" : ID"},
                    new String[] {
                        "\"(raft_term|raftTerm|raftIndex|raftAppliedIndex)\":\\d+", "\"$1\":N"
                    },
                    new String[] {"\"(RaftTerm|RaftIndex|RaftAppliedIndex)\" : \\d+", "\"$1\" : N"},
                    new String[] {"\"(dbSize|dbSizeInUse)\":\\d+", "\"$1\":SIZE"},
                    new String[] {"\"(DBSize|DBSizeInUse)\" : \\d+", "\"$1\" : SIZE"},
                    new String[] {"\"(ttl|TTL)\"( ?: ?)\\d+", "\"$1\"$2SECONDS"},
                    new String[] {"(true|false), (true|false), \\d+, \\d+, \\d+", "$1, $2, N"},
                    new String[] {"remaining\\(\\d+s\\)", "remaining(SECONDS)"},
                    new String[] {"\\d+(\\.\\d+)? [kMG]?B", "SIZE"},
                    new String[] {"took = [0-9.]+[µm]?s", "took = TIME"},
                    new String[] {"\"Took\" : \"[^\"]*\"", "\"Took\" : TIME"},
                    new String[] {"\"took\":(\"[^\"]*\"|[0-9.e-]+)", "\"took\":TIME"},
                    new String[] {"\\b[0-9]+(\\.[0-9]+)?(ms|µs|s)\\b(?!\\))", "TIME"},
                    new String[] {"127\\.0\\.0\\.1:\\d+", "ADDRESS"},
                    new String[] {"( ?) *\\b[0-9a-f]{12,16}\\b", "$1ID"},
                    new String[] {"\\b\\d+\\.\\d+\\.\\d+\\b", "VERSION"},
                    new String[] {"\"ts\":(\"[^\"]*\"|[0-9.]+)", "\"ts\":TIME"},
                    new String[] {"memberID:\\d+", "memberID:ID"},
                    new String[] {"(?m)^( *\\d+): \\d{15,}$", "$1: ID"},
                    new String[] {"(?m)^(1: \\{\n(?:  [123]: .*\n)*)  4: \\d+", "$1  4: TERM"},
                    new String[] {"^(1: ID\n2: ID\n3: \\d+\n)4: \\d+", "$14: TERM"},
                    new String[] {"/[^ \"]*/(etcd|leme)/", "DIRECTORY/"},
                    new String[] {"endpoint://client-[0-9a-fID-]+/", "endpoint://CLIENT/"},
                    new String[] {"\"target\":\"[^\"]*\"", "\"target\":TARGET"});

    /// The same with everything made equal that no two servers share.
    ///
    /// @param unordered whether the lines come in the order of ids, and so in none
    Printed comparable(boolean unordered) {
        return new Printed(code, comparable(output, unordered), comparable(errors, unordered));
    }

    private static String comparable(String text, boolean unordered) {
        String equal = text;
        for (String[] replacement : REPLACEMENTS) {
            equal = equal.replaceAll(replacement[0], replacement[1]);
        }
        if (unordered) {
            equal =
                    equal.replaceAll("\\[\\{|\\},\\{|\\}\\]", "\n")
                            .replaceAll("(_INITIAL_CLUSTER=)\"(.*)\"", "$1\n$2")
                            .replaceAll(",(?=\\w*=http)", "\n");
        }
        var lines = Arrays.stream(equal.split("\n", -1)).map(Printed::narrow);
        return (unordered ? lines.sorted() : lines).collect(Collectors.joining("\n"));
    }

    /// Columns of a table are as wide as what is in them.
    private static String narrow(String line) {
        return line.startsWith("+") || line.startsWith("|")
                ? line.replaceAll("-+", "-")
                        .replaceAll(" +", " ")
                        .replaceAll("(true|false) (\\| \\d+ ){3}", "$1 | N ")
                : line;
    }

    @Override
    public String toString() {
        return "exit " + code + "\n" + output + (errors.isEmpty() ? "" : "errors: " + errors);
    }
}
