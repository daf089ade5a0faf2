// Judges HTML files with the Nu checker: java -cp vnu.jar Nu.java
// A file a line on the standard input. For each, the checker's JSON; then an empty line.
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import nu.validator.client.EmbeddedValidator;

public class Nu {
    public static void main(String[] arguments) throws Exception {
        var checker = new EmbeddedValidator();
        checker.setOutputFormat(EmbeddedValidator.OutputFormat.JSON);
        var out = new PrintStream(System.out, true, "UTF-8");
        var files = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        for (String file = files.readLine(); file != null; file = files.readLine()) {
            out.println(checker.validate(Path.of(file)).strip());
            out.println();
        }
    }
}
