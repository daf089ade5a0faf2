// Judges PDF files with veraPDF: java -cp … Vera.java FLAVOURS
// A file a line on the standard input. For each, a line a flavour: flavour, tab, "pass" or the broken clauses; then
// an empty line.
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

public class Vera {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        var files = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        for (String file = files.readLine(); file != null; file = files.readLine()) {
            for (String name : arguments[0].split(",")) judge(file, name);
            System.out.println();
        }
    }

    static void judge(String file, String name) throws Exception {
        var flavour = PDFAFlavour.fromString(name);
        try (var input = new FileInputStream(file);
             var parser = Foundries.defaultInstance().createParser(input, flavour);
             var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            var result = validator.validate(parser);
            var broken = new TreeSet<String>();
            for (var assertion : result.getTestAssertions())
                if (assertion.getStatus() == TestAssertion.Status.FAILED)
                    broken.add(assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber());
            System.out.println(name + "\t" + (result.isCompliant() ? "pass" : String.join(" ", broken)));
        }
    }
}
