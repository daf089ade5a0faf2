-- A SQLite database of revision 0001 with the records of a fictional person, as `sqlite3 … .dump` writes it.
BEGIN TRANSACTION;
CREATE TABLE access_code (
	hash BLOB NOT NULL, 
	trainee VARCHAR(40) NOT NULL, 
	issued_at DATETIME NOT NULL, 
	CONSTRAINT pk_access_code PRIMARY KEY (hash), 
	CONSTRAINT fk_access_code_trainee FOREIGN KEY(trainee) REFERENCES trainee (id)
);
INSERT INTO "access_code" VALUES(X'53824DCD12F29C5E99706AC039C7C07946E3A5976BDD4D9AFA3E95489E1574CB','tr4f2a','2027-03-13 08:15:00.000000');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE answer (
	id CHAR(32) NOT NULL, 
	trainee VARCHAR(40) NOT NULL, 
	quiz VARCHAR(40) NOT NULL, 
	question VARCHAR(40) NOT NULL, 
	catalogue VARCHAR(64) NOT NULL, 
	response JSON NOT NULL, 
	schema_version INTEGER NOT NULL, 
	fraction FLOAT NOT NULL, 
	points INTEGER NOT NULL, 
	answered_at DATETIME NOT NULL, 
	CONSTRAINT pk_answer PRIMARY KEY (id), 
	CONSTRAINT fk_answer_trainee FOREIGN KEY(trainee) REFERENCES trainee (id)
);
INSERT INTO "answer" VALUES('017f22e279b07cc398c4dc0c0c07398f','tr4f2a','messagerie','suspects','cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc','{"type": "multiple-choice", "options": ["a", "c"]}',1,6.66666666666666629659e-01,3,'2027-03-13 08:15:00.000000');
CREATE TABLE attendance (
	id CHAR(32) NOT NULL, 
	trainee VARCHAR(40) NOT NULL, 
	session VARCHAR(40) NOT NULL, 
	half_day VARCHAR(20) NOT NULL, 
	begins DATETIME NOT NULL, 
	ends DATETIME NOT NULL, 
	signed BOOLEAN NOT NULL, 
	entered_by TEXT NOT NULL, 
	entered_at DATETIME NOT NULL, 
	corrects CHAR(32), 
	CONSTRAINT pk_attendance PRIMARY KEY (id), 
	CONSTRAINT fk_attendance_session FOREIGN KEY(session) REFERENCES training_session (id), 
	CONSTRAINT fk_attendance_trainee FOREIGN KEY(trainee) REFERENCES trainee (id), 
	CONSTRAINT fk_attendance_corrects FOREIGN KEY(corrects) REFERENCES attendance (id)
);
INSERT INTO "attendance" VALUES('01a43df487a07d82b082532b629f6fbe','tr4f2a','S1','samedi-matin','2027-03-13 08:00:00.000000','2027-03-13 11:00:00.000000',1,'A','2027-03-13 08:15:00.000000',NULL);
CREATE TABLE attestation (
	number VARCHAR(20) NOT NULL, 
	trainee VARCHAR(40) NOT NULL, 
	content JSON NOT NULL, 
	schema_version INTEGER NOT NULL, 
	document BLOB NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	statement TEXT NOT NULL, 
	issued_at DATETIME NOT NULL, 
	CONSTRAINT pk_attestation PRIMARY KEY (number), 
	CONSTRAINT fk_attestation_trainee FOREIGN KEY(trainee) REFERENCES trainee (id)
);
INSERT INTO "attestation" VALUES('WETX-F3AW','tr4f2a','{"number": "WETX-F3AW", "trainee": {"id": "tr4f2a", "last_name": "Exemple", "first_name": "Camille", "employer": "Saint-Exemple", "role": "agent"}, "programme": "Les D\u00e9monstr@teurs", "organiser": "La R\u00e9gion (exemple)", "half_days": [{"unit": "messagerie", "title": "Communiquer par messagerie", "day": "2027-03-13", "half_day": "samedi-matin", "begins": "09:00:00", "ends": "12:00:00", "minutes": 180, "place": "salle des f\u00eates de Saint-Exemple", "animator": "Dominique Exemple"}], "issued_at": "2027-03-13T08:15:00Z", "issued_in": "Saint-Exemple", "signatory": "Dominique Exemple"}',1,X'7B226E756D626572223A22574554582D46334157222C22747261696E6565223A7B226964223A22747234663261222C226C6173745F6E616D65223A224578656D706C65222C2266697273745F6E616D65223A2243616D696C6C65222C22656D706C6F796572223A225361696E742D4578656D706C65222C22726F6C65223A226167656E74227D2C2270726F6772616D6D65223A224C65732044C3A96D6F6E737472407465757273222C226F7267616E69736572223A224C612052C3A967696F6E20286578656D706C6529222C2268616C665F64617973223A5B7B22756E6974223A226D657373616765726965222C227469746C65223A22436F6D6D756E697175657220706172206D657373616765726965222C22646179223A22323032372D30332D3133222C2268616C665F646179223A2273616D6564692D6D6174696E222C22626567696E73223A2230393A30303A3030222C22656E6473223A2231323A30303A3030222C226D696E75746573223A3138302C22706C616365223A2273616C6C65206465732066C3AA746573206465205361696E742D4578656D706C65222C22616E696D61746F72223A22446F6D696E69717565204578656D706C65227D5D2C226973737565645F6174223A22323032372D30332D31335430383A31353A30305A222C226973737565645F696E223A225361696E742D4578656D706C65222C227369676E61746F7279223A22446F6D696E69717565204578656D706C65227D','80669fc92de044046868ac21dc0802a9cc8662c814811f2b5cc66d066c3807b6','statement','2027-03-13 08:15:00.000000');
CREATE TABLE enrolment (
	session VARCHAR(40) NOT NULL, 
	trainee VARCHAR(40) NOT NULL, 
	enrolled_at DATETIME NOT NULL, 
	CONSTRAINT pk_enrolment PRIMARY KEY (session, trainee), 
	CONSTRAINT fk_enrolment_session FOREIGN KEY(session) REFERENCES training_session (id), 
	CONSTRAINT fk_enrolment_trainee FOREIGN KEY(trainee) REFERENCES trainee (id)
);
INSERT INTO "enrolment" VALUES('S1','tr4f2a','2027-03-13 08:15:00.000000');
INSERT INTO "enrolment" VALUES('S2','tr4f2a','2027-03-13 08:15:00.000000');
CREATE TABLE learning_path (
	id CHAR(32) NOT NULL, 
	trainee VARCHAR(40) NOT NULL, 
	content JSON NOT NULL, 
	schema_version INTEGER NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	CONSTRAINT pk_learning_path PRIMARY KEY (id), 
	CONSTRAINT fk_learning_path_trainee FOREIGN KEY(trainee) REFERENCES trainee (id)
);
INSERT INTO "learning_path" VALUES('01a43df487a07cd68409f134c386bbc4','tr4f2a','{"programme": "demonstrateurs", "half_days": 2, "kept": [{"unit": "messagerie", "level": "pratique", "reason": {"rule": "wish", "answers": [], "objectives": [], "level": null, "prerequisite_of": [], "half_days": null, "sentence": "Vous avez souhait\u00e9 \u00ab Envoyer et recevoir du courrier \u00bb."}}, {"unit": "web", "level": "decouverte", "reason": {"rule": "need", "answers": [], "objectives": [], "level": null, "prerequisite_of": [], "half_days": null, "sentence": "Vous n\u2019avez pas encore cherch\u00e9 sur le web."}}], "left_out": [{"unit": "secret", "level": "decouverte", "reason": {"rule": "not-enough-half-days", "answers": [], "objectives": [], "level": null, "prerequisite_of": [], "half_days": null, "sentence": "Il faudrait trois demi-journ\u00e9es pour celle-ci."}}], "unserved": [], "notice": ""}',1,'2027-03-13 08:15:00.000000');
CREATE TABLE registration (
	id CHAR(32) NOT NULL, 
	trainee VARCHAR(40) NOT NULL, 
	role VARCHAR(10), 
	content JSON NOT NULL, 
	schema_version INTEGER NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	CONSTRAINT pk_registration PRIMARY KEY (id), 
	CONSTRAINT fk_registration_trainee FOREIGN KEY(trainee) REFERENCES trainee (id)
);
INSERT INTO "registration" VALUES('01a43df487a07226b63c5ab791b7584a','tr4f2a','agent','{"id": "tr4f2a", "last_name": "Exemple", "first_name": "Camille", "employer": "Saint-Exemple", "answers": {}}',1,'2027-03-13 08:15:00.000000');
CREATE TABLE secret (
	name VARCHAR(40) NOT NULL, 
	value BLOB NOT NULL, 
	CONSTRAINT pk_secret PRIMARY KEY (name)
);
INSERT INTO "secret" VALUES('access-code-salt',X'73A9BEF499BBF4DC7BD2A4F2C8AF5BD9');
CREATE TABLE trainee (
	id VARCHAR(40) NOT NULL, 
	registered_at DATETIME NOT NULL, 
	CONSTRAINT pk_trainee PRIMARY KEY (id)
);
INSERT INTO "trainee" VALUES('tr4f2a','2027-03-13 08:15:00.000000');
CREATE TABLE training_session (
	id VARCHAR(40) NOT NULL, 
	unit VARCHAR(40) NOT NULL, 
	day DATE NOT NULL, 
	half_day VARCHAR(20) NOT NULL, 
	begins TIME NOT NULL, 
	ends TIME NOT NULL, 
	place TEXT NOT NULL, 
	capacity INTEGER NOT NULL, 
	animator TEXT NOT NULL, 
	CONSTRAINT pk_training_session PRIMARY KEY (id)
);
INSERT INTO "training_session" VALUES('S1','messagerie','2027-03-13','samedi-matin','09:00:00.000000','12:00:00.000000','salle des fêtes de Saint-Exemple',12,'Dominique Exemple');
INSERT INTO "training_session" VALUES('S2','web','2027-03-20','samedi-matin','09:00:00.000000','12:00:00.000000','salle des fêtes de Saint-Exemple',12,'Dominique Exemple');
CREATE TABLE web_session (
	token_hash BLOB NOT NULL, 
	trainee VARCHAR(40) NOT NULL, 
	begins_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	CONSTRAINT pk_web_session PRIMARY KEY (token_hash), 
	CONSTRAINT fk_web_session_trainee FOREIGN KEY(trainee) REFERENCES trainee (id)
);
INSERT INTO "web_session" VALUES(X'7474747474747474747474747474747474747474747474747474747474747474','tr4f2a','2027-03-13 08:15:00.000000','2027-03-13 16:15:00.000000');
CREATE INDEX ix_registration_trainee ON registration (trainee);
CREATE INDEX ix_learning_path_trainee ON learning_path (trainee);
CREATE INDEX ix_enrolment_trainee ON enrolment (trainee);
CREATE INDEX ix_attendance_trainee ON attendance (trainee);
CREATE INDEX ix_attendance_session ON attendance (session);
CREATE INDEX ix_answer_trainee_quiz ON answer (trainee, quiz);
CREATE INDEX ix_attestation_trainee ON attestation (trainee);
CREATE INDEX ix_access_code_trainee ON access_code (trainee);
CREATE INDEX ix_web_session_expires_at ON web_session (expires_at);
CREATE TRIGGER registration_never_update BEFORE UPDATE ON registration BEGIN SELECT RAISE(ABORT, 'facts of registration are never edited'); END;
CREATE TRIGGER registration_never_delete BEFORE DELETE ON registration BEGIN SELECT RAISE(ABORT, 'facts of registration are never edited'); END;
CREATE TRIGGER learning_path_never_update BEFORE UPDATE ON learning_path BEGIN SELECT RAISE(ABORT, 'facts of learning_path are never edited'); END;
CREATE TRIGGER learning_path_never_delete BEFORE DELETE ON learning_path BEGIN SELECT RAISE(ABORT, 'facts of learning_path are never edited'); END;
CREATE TRIGGER attendance_never_update BEFORE UPDATE ON attendance BEGIN SELECT RAISE(ABORT, 'facts of attendance are never edited'); END;
CREATE TRIGGER attendance_never_delete BEFORE DELETE ON attendance BEGIN SELECT RAISE(ABORT, 'facts of attendance are never edited'); END;
CREATE TRIGGER answer_never_update BEFORE UPDATE ON answer BEGIN SELECT RAISE(ABORT, 'facts of answer are never edited'); END;
CREATE TRIGGER answer_never_delete BEFORE DELETE ON answer BEGIN SELECT RAISE(ABORT, 'facts of answer are never edited'); END;
CREATE TRIGGER attestation_never_update BEFORE UPDATE ON attestation BEGIN SELECT RAISE(ABORT, 'facts of attestation are never edited'); END;
CREATE TRIGGER attestation_never_delete BEFORE DELETE ON attestation BEGIN SELECT RAISE(ABORT, 'facts of attestation are never edited'); END;
CREATE TRIGGER access_code_never_update BEFORE UPDATE ON access_code BEGIN SELECT RAISE(ABORT, 'facts of access_code are never edited'); END;
CREATE TRIGGER access_code_never_delete BEFORE DELETE ON access_code BEGIN SELECT RAISE(ABORT, 'facts of access_code are never edited'); END;
COMMIT;
