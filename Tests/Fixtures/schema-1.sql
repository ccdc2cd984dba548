PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE identity(
    one INTEGER PRIMARY KEY CHECK (one = 1),
    store BLOB NOT NULL,
    tenant BLOB NOT NULL,
    device BLOB NOT NULL,
    generation INTEGER NOT NULL,
    member BLOB NOT NULL,
    acknowledged INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL
) STRICT;
INSERT INTO identity VALUES(1,X'01a1febcd4467000ad1d53188c6ce402',X'01a1febcd4467001991c73a22e6db2e5',X'01a1febcd4467002a3841b267ed2b25b',1,X'01a1febcd446700390fd0501efb1e92b',0,1795275150406797);
CREATE TABLE IF NOT EXISTS "commit"(
    n INTEGER PRIMARY KEY,
    header TEXT NOT NULL,
    root BLOB NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL,
    device TEXT NOT NULL AS (header ->> '$.device') VIRTUAL,
    generation INTEGER NOT NULL AS (header ->> '$.generation') VIRTUAL,
    device_seq INTEGER NOT NULL AS (header ->> '$.device_seq') VIRTUAL,
    grp TEXT NOT NULL AS (header ->> '$.group') VIRTUAL,
    idx INTEGER NOT NULL AS (header ->> '$.index') VIRTUAL,
    actor TEXT NOT NULL AS (header ->> '$.actor') VIRTUAL,
    recorded_at INTEGER NOT NULL AS (header ->> '$.recorded_at') VIRTUAL,
    undoes TEXT AS (header ->> '$.undoes') VIRTUAL
) STRICT;
INSERT INTO "commit" VALUES(1,'{"actor":"01M7ZBSN26E01S1Z8507QV3T9B","actor_name":{"sealed":"cd1ecdf28aa03276e61322f505baf7673e316404952b7a4987dd547b78ce17b2"},"correlation":"01M7ZBSN25E00AWHVHRBDEPSYG","count":9,"device":"01M7ZBSN26E01A710V4SZD5CJV","device_seq":1,"generation":1,"group":"01M7ZBSN2FE008KB97KEBMRXE1","index":0,"last":false,"occurred_at":null,"origin":"init","reason":"new store","recorded_at":1795275150415259,"session":"no terminal","undoes":null,"v":1}',X'5d72950b172d02c281d75b45fcefc2a29d21084c5b219a4a4a4d56ac43fe2b96',X'0000000000000000000000000000000000000000000000000000000000000000',X'a25393ae93e70f2015615272c93624af02e5bca26ecaee5d975fa938cc3711ab');
INSERT INTO "commit" VALUES(2,'{"actor":"01M7ZBSN26E01S1Z8507QV3T9B","actor_name":{"sealed":"8cc9c381d23ea7d3fb4d0a59f10351c62b8cd631105c9963a48970adc1eba682"},"correlation":"01M7ZBSN25E00AWHVHRBDEPSYG","count":2,"device":"01M7ZBSN26E01A710V4SZD5CJV","device_seq":2,"generation":1,"group":"01M7ZBSN2FE008KB97KEBMRXE1","index":1,"last":true,"occurred_at":null,"origin":"init","reason":"new store","recorded_at":1795275150415259,"session":"no terminal","undoes":null,"v":1}',X'4935da23dc690694d7705d645470522d7733401c7da952bd159db7510a891cdd',X'a25393ae93e70f2015615272c93624af02e5bca26ecaee5d975fa938cc3711ab',X'f9f1ace23be2d57f25a9d513e031862703f208ad422e9fa6984b08d98919998b');
INSERT INTO "commit" VALUES(3,'{"actor":"01M7ZBSN26E01S1Z8507QV3T9B","actor_name":{"sealed":"dae1b199a579dc723caf35acb484db47ebd54ba5f23422ee3f052b362b566be4"},"correlation":"01M7ZBSN2ZE00891DV8F340MYE","count":1,"device":"01M7ZBSN26E01A710V4SZD5CJV","device_seq":3,"generation":1,"group":"01M7ZBSN33E00BHY194S4RNHT4","index":0,"last":true,"occurred_at":null,"origin":"command line","reason":null,"recorded_at":1795275150435170,"session":"no terminal","undoes":null,"v":1}',X'd91c6487c0ae30180e4a0c239d83c45416ded548e985a357ad82f60c426f2043',X'f9f1ace23be2d57f25a9d513e031862703f208ad422e9fa6984b08d98919998b',X'4081f8977041b0aae5f591707c413dbac8ce7050a3dde00bb644d84441903a1f');
INSERT INTO "commit" VALUES(4,'{"actor":"01M7ZBSN26E01S1Z8507QV3T9B","actor_name":{"sealed":"892d83900fcf74a99ab5b7acae8f050515ceca8d12bcfd2330e7412234f093e7"},"correlation":"01M7ZBSN3CE009CKAZTD1CYBG8","count":1,"device":"01M7ZBSN26E01A710V4SZD5CJV","device_seq":4,"generation":1,"group":"01M7ZBSN3FE0089VV48XS55RQP","index":0,"last":true,"occurred_at":null,"origin":"command line","reason":null,"recorded_at":1795275150447828,"session":"no terminal","undoes":null,"v":1}',X'cd4994576ef9c6d56d72b2e6ae128b7f5ff7828fce968b341d0eb1a9528b468d',X'4081f8977041b0aae5f591707c413dbac8ce7050a3dde00bb644d84441903a1f',X'67ba2c9d37522e37e2ac3cbf00b62c726dfb88f27ad1495878540afd7e5c865c');
INSERT INTO "commit" VALUES(5,'{"actor":"01M7ZBSN26E01S1Z8507QV3T9B","actor_name":{"sealed":"19feffca1fd4154da40d551b86ff6fa465e5613f45278bc711145ea8f831d1f3"},"correlation":"01M7ZBSN3SE00B0J8ZGRTY5SQR","count":1,"device":"01M7ZBSN26E01A710V4SZD5CJV","device_seq":5,"generation":1,"group":"01M7ZBSN3WE009PW277BMVEA0H","index":0,"last":true,"occurred_at":null,"origin":"command line","reason":null,"recorded_at":1795275150460597,"session":"no terminal","undoes":null,"v":1}',X'073538a8451e3adeecdb8f54cdba10a4510b368523b3a93794dcdb7b9baa783c',X'67ba2c9d37522e37e2ac3cbf00b62c726dfb88f27ad1495878540afd7e5c865c',X'e74937f3d57013cf0b81f3f9590f42ecb0fd8bfbb5c311c10fc41aba3302cd43');
INSERT INTO "commit" VALUES(6,'{"actor":"01M7ZBSN26E01S1Z8507QV3T9B","actor_name":{"sealed":"428375605388547c3d75c58342e3ec18a71cbf435bdd879ae2271991e10f9619"},"correlation":"01M7ZBSN45E00AN4MRJGEDCQVF","count":1,"device":"01M7ZBSN26E01A710V4SZD5CJV","device_seq":6,"generation":1,"group":"01M7ZBSN48E008YXZSSK6Z7G1F","index":0,"last":true,"occurred_at":null,"origin":"command line","reason":null,"recorded_at":1795275150472604,"session":"no terminal","undoes":null,"v":1}',X'fdc6f3fff35753f6176517048ebecbabd8b39006626ee0cbe261b4385ca637ae',X'e74937f3d57013cf0b81f3f9590f42ecb0fd8bfbb5c311c10fc41aba3302cd43',X'afa48ce6586a6c6f5390ad2d3ad41fe4e70806069ec0838acb3d0da53ae16cec');
INSERT INTO "commit" VALUES(7,'{"actor":"01M7ZBSN26E01S1Z8507QV3T9B","actor_name":{"sealed":"b58ee7552cc6d465dceb1551d250458eaa9ab661459defc3099a3b2eaae4eb98"},"correlation":"01M7ZBSN4FE00B4KSHZFZQ896K","count":1,"device":"01M7ZBSN26E01A710V4SZD5CJV","device_seq":7,"generation":1,"group":"01M7ZBSN4JE0096YVKCAQXBY47","index":0,"last":true,"occurred_at":null,"origin":"command line","reason":null,"recorded_at":1795275150482553,"session":"no terminal","undoes":null,"v":1}',X'16d19a27279249f08ec742151d31920ce1c524408e1e1115242b0ba9949cc9f0',X'afa48ce6586a6c6f5390ad2d3ad41fe4e70806069ec0838acb3d0da53ae16cec',X'9dd3eeb73d08a14b7ca7c73adc045d3dc2ac39a91895a4ee1defb3f4045a90c5');
INSERT INTO "commit" VALUES(8,'{"actor":"01M7ZBSN26E01S1Z8507QV3T9B","actor_name":{"sealed":"8116881884fee972114ca02507ed97f2aed2bfaf70b04cdddff1c64152a60a76"},"correlation":"01M7ZBSN4SE008DZYANCSKRNYM","count":1,"device":"01M7ZBSN26E01A710V4SZD5CJV","device_seq":8,"generation":1,"group":"01M7ZBSN4VE00AW7PSZPB4FQ9W","index":0,"last":true,"occurred_at":null,"origin":"command line","reason":null,"recorded_at":1795275150491527,"session":"no terminal","undoes":null,"v":1}',X'51821cb65d1f3876973f5002f8801538b2b8fefe61b9724023bfda24a97dfe33',X'9dd3eeb73d08a14b7ca7c73adc045d3dc2ac39a91895a4ee1defb3f4045a90c5',X'e4b48e068f331a0f745c1f30358948b8824ac1e7ef91aca185765a799565f804');
INSERT INTO "commit" VALUES(9,'{"actor":"01M7ZBSN26E01S1Z8507QV3T9B","actor_name":{"sealed":"5274fddfec1881b19fa47f494ca6d46e4bc6f4e912987ecdd3e80c4de7648eb4"},"correlation":"01M7ZBSN51E00AVNSJY389XFR9","count":1,"device":"01M7ZBSN26E01A710V4SZD5CJV","device_seq":9,"generation":1,"group":"01M7ZBSN53E008PG00YFXK7AM4","index":0,"last":true,"occurred_at":null,"origin":"command line","reason":null,"recorded_at":1795275150499791,"session":"no terminal","undoes":null,"v":1}',X'8cf96f4d3fd0b6103425ac47fc01f89c137dc9ee9f3811fd6eb2b9897e4b35e3',X'e4b48e068f331a0f745c1f30358948b8824ac1e7ef91aca185765a799565f804',X'e1c23bd228894fff2d43d748a55721f962181304bd86c433874fcab26a383ad5');
INSERT INTO "commit" VALUES(10,'{"actor":"01M7ZBSN26E01S1Z8507QV3T9B","actor_name":{"sealed":"e79a3bbc0e368a373801f76c2a1d8b752e31861317805bf6d7b7873a57e3b710"},"correlation":"01M7ZBSN5DE008F9DN0VJMF5F8","count":1,"device":"01M7ZBSN26E01A710V4SZD5CJV","device_seq":10,"generation":1,"group":"01M7ZBSN5GE00BZYTKRF53FY4J","index":0,"last":true,"occurred_at":null,"origin":"undo","reason":"undo of created member Bo Ek","recorded_at":1795275150512034,"session":"no terminal","undoes":"01M7ZBSN53E008PG00YFXK7AM4","v":1}',X'ea4a9263cc014ca117807cf0d256c1577723b8841aa169fe9fa990b82b81e5d8',X'e1c23bd228894fff2d43d748a55721f962181304bd86c433874fcab26a383ad5',X'9fcf6ee33aa24320e91ed35067cbc3f8cc9cc7af615177303bab8511ca783057');
CREATE TABLE change(
    n INTEGER PRIMARY KEY,
    record BLOB NOT NULL,
    salt BLOB NOT NULL,
    payload TEXT NOT NULL
) STRICT;
INSERT INTO change VALUES(512,X'01a1febcd44f700780a0f41d4607e0a2',X'87e2b3cee8f0cf1d19b00e8dab73d013','{"action":"created","after":{"class":"free","currency":"EUR","industry":"general","locale":"en","name":"Northlight","prices_include_tax":true,"type":"manufacturer"},"id":"01M7ZBSN2FE03R187M3N30FR52","resource":"settings"}');
INSERT INTO change VALUES(513,X'01a1febcd44f7001ba29b9639d8b5537',X'797331c9fdbe6c91a0bfdb3779e10bc1','{"action":"created","after":{"description":"Everything","name":"admin","permissions":["*:*"]},"id":"01M7ZBSN2FE00VMADSCEERPN9Q","resource":"roles"}');
INSERT INTO change VALUES(514,X'01a1febcd44f7002ba0ad402e1b3062e',X'adea15f78facb9b370c5c79f47fb127d','{"action":"created","after":{"description":"Runs the shop","name":"manager","permissions":["*:export","analytics:export","analytics:view","audit:view","categories:create","categories:read","categories:update","devices:read","events:create","events:read","events:update","materials:*","members:read","passports:*","policies:read","products:*","roles:read","settings:read","templates:*","variants:*","views:*"]},"id":"01M7ZBSN2FE01BM2PM0BGV61HE","resource":"roles"}');
INSERT INTO change VALUES(515,X'01a1febcd44f7003b3e623420b075a4f',X'2cca352132f6803cb4c7c147fa0248fe','{"action":"created","after":{"description":"Makes goods and keeps their records","name":"crafter","permissions":["attachments:create","attachments:read","categories:read","cost:run","events:read","materials:create","materials:read","materials:update","members:read","passports:create","passports:read","passports:update","products:create","products:delete where owner=me","products:read","products:restore where owner=me","products:update","settings:read","variants:create","variants:delete","variants:read","variants:restore","variants:update","views:create","views:read","views:update"]},"id":"01M7ZBSN2FE01V7SH3885GEPJF","resource":"roles"}');
INSERT INTO change VALUES(516,X'01a1febcd44f7004a9dd9fb92e21d812',X'0493359c2c4a0280e5668d419e363137','{"action":"created","after":{"description":"Sells at markets","name":"seller","permissions":["attachments:read","categories:read","events:read","events:update","members:read","orders:create","orders:update","passports:read","products:read","sales:create","sales:refund","settings:read","stock:count","variants:read","views:read"]},"id":"01M7ZBSN2FE02AKQCZQ4Q23P0J","resource":"roles"}');
INSERT INTO change VALUES(517,X'01a1febcd44f7005ad0061867100fffc',X'58fa003d9dff38ff47a375c9e641694e','{"action":"created","after":{"description":"Reads everything, changes nothing","name":"auditor","permissions":["*:export","*:read","audit:view"]},"id":"01M7ZBSN2FE02TT031GSRG1ZZW","resource":"roles"}');
INSERT INTO change VALUES(518,X'01a1febcd44f70069094884b3a1477cb',X'3cfed36dacaa05f3167a6b43671cd47a','{"action":"created","after":{"description":"Reads","name":"viewer","permissions":["*:read","analytics:view"]},"id":"01M7ZBSN2FE03915489CX18XYB","resource":"roles"}');
INSERT INTO change VALUES(519,X'01a1febcd446700390fd0501efb1e92b',X'e3dabcbb6bd86b6730b6a55e753789fe','{"action":"created","after":{"name":{"sealed":"a8cadad764462042ca74689737708160bf4ccbb4ba97ea72680bd75fe054aeb9"},"roles":["01M7ZBSN2FE00VMADSCEERPN9Q"],"state":"active","user_name":"ada"},"id":"01M7ZBSN26E01S1Z8507QV3T9B","resource":"members"}');
INSERT INTO change VALUES(520,X'01a1febcd4467002a3841b267ed2b25b',X'b7bd4360b86ea01640bbfe1890cb3512','{"action":"created","after":{"enrolled_at":1795275150414388,"enrolled_by":"01M7ZBSN26E01S1Z8507QV3T9B","host":"bench","name":"bench","prefix":"M1","program_version":"0.1.0","state":"active"},"id":"01M7ZBSN26E01A710V4SZD5CJV","resource":"devices"}');
INSERT INTO change VALUES(1024,X'01a1febcd44f70089e5cbe61e503ae14',X'4f0b3990468466d613b96aee34024d70','{"action":"created","after":{"active":true,"currency":"EUR","name":"Goods","owner":"01M7ZBSN26E01S1Z8507QV3T9B","sku_pattern":"GOOD-{n:4}"},"id":"01M7ZBSN2FE049WQ5YC7JG7BGM","resource":"categories"}');
INSERT INTO change VALUES(1025,X'01a1febcd44f70099871c7f5afd138fb',X'ea6e2064d877106befdeeaea61877504','{"action":"created","after":{"active":true,"currency":"EUR","name":"Services","owner":"01M7ZBSN26E01S1Z8507QV3T9B","sku_pattern":"SERV-{n:4}"},"id":"01M7ZBSN2FE04SGWE7YPQX2E7V","resource":"categories"}');
INSERT INTO change VALUES(1536,X'01a1febcd46370019de963e875b1712e',X'4e10ab53d199c5522f59ecbe30b96b7b','{"action":"created","after":{"active":true,"currency":"EUR","name":"Yarn","owner":"01M7ZBSN26E01S1Z8507QV3T9B","sku_pattern":"YARN-{n:4}"},"id":"01M7ZBSN33E00SVTB3X1TV2W9E","resource":"categories"}');
INSERT INTO change VALUES(2048,X'01a1febcd46f7001820ac764f0db9b3a',X'506ea75ececd4e8a1a982253d120c3a1','{"action":"created","after":{"category":"01M7ZBSN33E00SVTB3X1TV2W9E","currency":"EUR","enabled":true,"featured":false,"free":false,"metadata":{"ply":4},"name":"Merino sock","owner":"01M7ZBSN26E01S1Z8507QV3T9B","price":"1250","sku":"YARN-0001","status":"draft","stock_policy":"warn","tags":["new","soft"],"tracked":true,"type":"physical","unit":"piece"},"id":"01M7ZBSN3FE00R42P7CKRDQ6ST","resource":"products"}');
INSERT INTO change VALUES(2560,X'01a1febcd47c70019ab97114875d1a4d',X'1bae06aaf9c13459e2ec8cf11bfe4033','{"action":"created","after":{"category":"01M7ZBSN33E00SVTB3X1TV2W9E","colour":"grün","currency":"EUR","enabled":true,"featured":false,"free":false,"name":"Öland hat","owner":"01M7ZBSN26E01S1Z8507QV3T9B","sku":"YARN-0002","status":"draft","stock_policy":"warn","tracked":true,"type":"physical","unit":"piece"},"id":"01M7ZBSN3WE00SNEBH2J3NT6JD","resource":"products"}');
INSERT INTO change VALUES(3072,X'01a1febcd48870019c430c3638c2cb93',X'20a0a03f13979531766a21b3d3a1d30d','{"action":"created","after":{"currency":"EUR","enabled":true,"options":{"size":"S"},"price":"1300","product":"01M7ZBSN3FE00R42P7CKRDQ6ST"},"id":"01M7ZBSN48E00SRGRC6RWC5JWK","resource":"variants"}');
INSERT INTO change VALUES(3584,X'01a1febcd46f7001820ac764f0db9b3a',X'97cf95938d7bf8850a122441250ad1fb','{"action":"updated","after":{"price":"1300","status":"published"},"before":{"price":"1250","status":"draft"},"id":"01M7ZBSN3FE00R42P7CKRDQ6ST","resource":"products"}');
INSERT INTO change VALUES(4096,X'01a1febcd47c70019ab97114875d1a4d',X'ed22a4718edec785875c0a74d7e7d95b','{"action":"deleted","id":"01M7ZBSN3WE00SNEBH2J3NT6JD","resource":"products"}');
INSERT INTO change VALUES(4608,X'01a1febcd4a37001a8a34852850a0c3f',X'bedfc61a58fc0b4ce9159c9bb91175f6','{"action":"created","after":{"email":{"sealed":"b8e33574ea0f442307f4b9440fbb1b1b5f8180248465769965006f2694a5691d"},"name":{"sealed":"2e7e1874ca9074e06c9e080297d93cc8bad125f3f4d38ea05160bc458f974fd0"},"roles":["01M7ZBSN2FE01V7SH3885GEPJF"],"state":"active","user_name":"bo"},"id":"01M7ZBSN53E00TH8T8AA2GM31Z","resource":"members"}');
INSERT INTO change VALUES(5120,X'01a1febcd4a37001a8a34852850a0c3f',X'877d3989164bc1c50012cf1648c285b2','{"action":"deleted","id":"01M7ZBSN53E00TH8T8AA2GM31Z","resource":"members"}');
CREATE TABLE event(
    n INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;
INSERT INTO event VALUES(1,'{"actor":"01M7ZBSN26E01S1Z8507QV3T9B","correlation":"01M7ZBSN5PE00BQAZJ1DFP1CX8","detail":"1 product","device":"01M7ZBSN26E01A710V4SZD5CJV","generation":1,"kind":"export","record":null,"recorded_at":1795275150521369,"resource":"products","seq":1,"session":"no terminal","v":1}',X'0000000000000000000000000000000000000000000000000000000000000000',X'5a9ebd8fbebdd03c79139b6ebb149725aedb4d60cbd11dccb2a7e23b2bb56f71');
CREATE TABLE personal(
    change_n INTEGER NOT NULL,
    field TEXT NOT NULL,
    side INTEGER NOT NULL,
    subject BLOB NOT NULL,
    salt BLOB,
    sealed BLOB,
    PRIMARY KEY (change_n, field, side)
) STRICT, WITHOUT ROWID;
INSERT INTO personal VALUES(519,'name',1,X'01a1febcd446700390fd0501efb1e92b',X'364dcb5ee1568a009a72257ee4dca0d0',X'3b3aa7df1ad98c44418adf12be5ac0523f1f9ecbfce9d708ca932849acddb6f2b81ef904e7b7b9305ac90e8d681eacbd0d47');
INSERT INTO personal VALUES(1023,'actor_name',1,X'01a1febcd446700390fd0501efb1e92b',X'6c80e9bb22b782bb15405fe38c5987c4',X'cffea7faa2d6b939bfcc50a85fabeb1608b46e350cd37ccc4b4f1927f4dcd03b78654151d92805ba6cec302fe1fb813558b3');
INSERT INTO personal VALUES(1535,'actor_name',1,X'01a1febcd446700390fd0501efb1e92b',X'460486a5bed90b786be23964836dc0d5',X'31c45cc8cf6902f8a69ed51a025aee5d53b96cda6e115504d0632d6438c6026df38e561f0497d711aa12f4ba1c609b6e6633');
INSERT INTO personal VALUES(2047,'actor_name',1,X'01a1febcd446700390fd0501efb1e92b',X'c926e0f80721e0e7312e072ce9374c84',X'e22344e6e3b6a6bc003d4a6c1708a660b2cf81a6c80d0122c1c785dfa4e4a5f1a3e0e002e286d02fd8d95187407b38686c6b');
INSERT INTO personal VALUES(2559,'actor_name',1,X'01a1febcd446700390fd0501efb1e92b',X'8f88048d5eef1cabac201a7e680e4bd0',X'481d20720c47d597a375bd61e6b39fb76b52131068bef9ebe4f752ce19bacb6b82e22314cef60f662827f36eee7b02927172');
INSERT INTO personal VALUES(3071,'actor_name',1,X'01a1febcd446700390fd0501efb1e92b',X'238c685ccf15ca8a911af6dc42de0dfd',X'fe61b0a66f7b86e34c13da63c3562555769e46a7003e6cc30c6968ffe0ae5d8e3a5978747431480f9ca46257b6e1c1caca2e');
INSERT INTO personal VALUES(3583,'actor_name',1,X'01a1febcd446700390fd0501efb1e92b',X'966d504faf9f865f4811f62f43679cf6',X'd2317e66099e269e5b59a40aa8eb45b96de7e624ac100a0385ba4c0d5b8584f5ab82ed4e7ab8f98679a4f8d685962e6b67d7');
INSERT INTO personal VALUES(4095,'actor_name',1,X'01a1febcd446700390fd0501efb1e92b',X'5622816d6f01e20ba65510ec66835885',X'2e15a4c9ee5e974c5543c7888288b8f02d5bc92f8318e9bfba911611249c78a67a10e7106d09bf395013b594cfdd22b1bce1');
INSERT INTO personal VALUES(4607,'actor_name',1,X'01a1febcd446700390fd0501efb1e92b',X'305a5fdfb577c9c0ac79eaded213c58d',X'b7f79a00f845a9be5b3b3d6a1c2a2658fa900ef608abd3235c4a6e9b9cf5f6ec940f53b22850dfba428e73ef74f31e0c9e96');
INSERT INTO personal VALUES(4608,'email',1,X'01a1febcd4a37001a8a34852850a0c3f',X'611108be3f4f113ca129cd2b7366e9b6',X'0d9b70b373a9377672bbfcf4a8f8890460ea1ba01312c7581f65c4bb2a3beeb8b63a0ab8b3cd71f0905bba23e22136f522adbe41ce6e9a');
INSERT INTO personal VALUES(4608,'name',1,X'01a1febcd4a37001a8a34852850a0c3f',X'e332bf6ec434fd3f5acbaa59f8503a18',X'2250a1463aa58fbaf496a2f2a94b90c3845158e7d0c96be9902f4fb2dc15877aff4722d80ccd095239439160407c42');
INSERT INTO personal VALUES(5119,'actor_name',1,X'01a1febcd446700390fd0501efb1e92b',X'1a1bebc3ba817b11c34995578925a337',X'32ac0dfb8c5a8edf41236d013bbbfc3d7d8ab5ae6008c323a57bf62de24015c15aace3f5375b1dc8dbd19faa96445ec2c702');
INSERT INTO personal VALUES(5631,'actor_name',1,X'01a1febcd446700390fd0501efb1e92b',X'44ba0b6356a68366ba37825a7f65ff33',X'574f57eae683b35806e66314ef90e1b6cda8115d26f30c875825a0f0559e03aac45f2a8c4d2857726ecf7f76f0417c824459');
CREATE TABLE seal_key(subject BLOB PRIMARY KEY, key BLOB NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO seal_key VALUES(X'01a1febcd446700390fd0501efb1e92b',X'1cf7504c4f5f7c4ddb107ea96468322f7143ffe0808b0022d8787b63751f7813');
INSERT INTO seal_key VALUES(X'01a1febcd4a37001a8a34852850a0c3f',X'77ff5c5ded29d5dc1167732361943e3e2891a17b52e6093c1f740f3d81f6e3b3');
CREATE TABLE outcome(
    device TEXT NOT NULL,
    generation INTEGER NOT NULL,
    device_seq INTEGER NOT NULL,
    result TEXT NOT NULL,
    detail TEXT,
    PRIMARY KEY (device, generation, device_seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE purged(
    resource TEXT NOT NULL,
    n INTEGER NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (resource, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE sku_counter(pattern TEXT PRIMARY KEY, next INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO sku_counter VALUES('YARN-{n:4}',3);
CREATE TABLE category(
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    "name" TEXT NOT NULL,
    parent BLOB REFERENCES category(id),
    path TEXT,
    product_type TEXT,
    active INTEGER,
    max_products INTEGER,
    price_min INTEGER,
    price_max INTEGER,
    currency TEXT,
    metadata_schema TEXT,
    owner BLOB REFERENCES member(id),
    tax_rate INTEGER,
    sku_pattern TEXT,
    name_key TEXT,
    name_sort TEXT,
    path_key TEXT,
    path_sort TEXT,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL,
    deleted_at INTEGER,
    deleted_by BLOB,
    rev INTEGER
) STRICT;
INSERT INTO category VALUES(1,X'01a1febcd44f70089e5cbe61e503ae14','Goods',NULL,'Goods',NULL,1,NULL,NULL,NULL,'EUR',NULL,X'01a1febcd446700390fd0501efb1e92b',NULL,'GOOD-{n:4}','goods','goods','goods','goods',1795275150415259,X'01a1febcd446700390fd0501efb1e92b',1795275150415259,X'01a1febcd446700390fd0501efb1e92b',NULL,NULL,NULL);
INSERT INTO category VALUES(2,X'01a1febcd44f70099871c7f5afd138fb','Services',NULL,'Services',NULL,1,NULL,NULL,NULL,'EUR',NULL,X'01a1febcd446700390fd0501efb1e92b',NULL,'SERV-{n:4}','services','services','services','services',1795275150415259,X'01a1febcd446700390fd0501efb1e92b',1795275150415259,X'01a1febcd446700390fd0501efb1e92b',NULL,NULL,NULL);
INSERT INTO category VALUES(3,X'01a1febcd46370019de963e875b1712e','Yarn',NULL,'Yarn',NULL,1,NULL,NULL,NULL,'EUR',NULL,X'01a1febcd446700390fd0501efb1e92b',NULL,'YARN-{n:4}','yarn','yarn','yarn','yarn',1795275150435170,X'01a1febcd446700390fd0501efb1e92b',1795275150435170,X'01a1febcd446700390fd0501efb1e92b',NULL,NULL,NULL);
CREATE TABLE product(
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    sku TEXT,
    "name" TEXT NOT NULL,
    category BLOB NOT NULL REFERENCES category(id),
    gtin TEXT,
    description TEXT,
    "type" TEXT NOT NULL,
    price INTEGER,
    compare_at_price INTEGER,
    currency TEXT,
    status TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    free INTEGER NOT NULL,
    tracked INTEGER,
    tax_rate INTEGER,
    featured INTEGER NOT NULL,
    colour TEXT,
    owner BLOB REFERENCES member(id),
    "unit" TEXT NOT NULL,
    reorder_level INTEGER,
    stock_policy TEXT NOT NULL,
    weight INTEGER,
    length INTEGER,
    width INTEGER,
    height INTEGER,
    country TEXT,
    composition TEXT,
    tags TEXT,
    metadata TEXT,
    sku_key TEXT,
    name_key TEXT,
    name_sort TEXT,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL,
    deleted_at INTEGER,
    deleted_by BLOB,
    rev INTEGER
) STRICT;
INSERT INTO product VALUES(1,X'01a1febcd46f7001820ac764f0db9b3a','YARN-0001','Merino sock',X'01a1febcd46370019de963e875b1712e',NULL,NULL,'physical',1300,NULL,'EUR','published',1,0,1,NULL,0,NULL,X'01a1febcd446700390fd0501efb1e92b','piece',NULL,'warn',NULL,NULL,NULL,NULL,NULL,NULL,'["new","soft"]','{"ply":4}','yarn-0001','merino sock','merino sock',1795275150447828,X'01a1febcd446700390fd0501efb1e92b',1795275150482553,X'01a1febcd446700390fd0501efb1e92b',NULL,NULL,NULL);
INSERT INTO product VALUES(2,X'01a1febcd47c70019ab97114875d1a4d','YARN-0002','Öland hat',X'01a1febcd46370019de963e875b1712e',NULL,NULL,'physical',NULL,NULL,'EUR','draft',1,0,1,NULL,0,'grün',X'01a1febcd446700390fd0501efb1e92b','piece',NULL,'warn',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'yarn-0002','öland hat','oland hat',1795275150460597,X'01a1febcd446700390fd0501efb1e92b',1795275150491527,X'01a1febcd446700390fd0501efb1e92b',1795275150491527,X'01a1febcd446700390fd0501efb1e92b',NULL);
CREATE TABLE variant(
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    product BLOB NOT NULL REFERENCES product(id),
    sku TEXT,
    options TEXT NOT NULL,
    gtin TEXT,
    price INTEGER,
    currency TEXT,
    enabled INTEGER NOT NULL,
    weight INTEGER,
    "position" INTEGER,
    sku_key TEXT,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL,
    deleted_at INTEGER,
    deleted_by BLOB,
    rev INTEGER
) STRICT;
INSERT INTO variant VALUES(1,X'01a1febcd48870019c430c3638c2cb93',X'01a1febcd46f7001820ac764f0db9b3a',NULL,'{"size":"S"}',NULL,1300,'EUR',1,NULL,NULL,NULL,1795275150472604,X'01a1febcd446700390fd0501efb1e92b',1795275150472604,X'01a1febcd446700390fd0501efb1e92b',NULL,NULL,NULL);
CREATE TABLE member(
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    "name" TEXT NOT NULL,
    user_name TEXT NOT NULL,
    email TEXT,
    phone TEXT,
    locale TEXT,
    state TEXT NOT NULL,
    roles TEXT,
    name_key TEXT,
    name_sort TEXT,
    user_name_key TEXT,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL,
    deleted_at INTEGER,
    deleted_by BLOB,
    rev INTEGER
) STRICT;
INSERT INTO member VALUES(1,X'01a1febcd446700390fd0501efb1e92b','Ada Öst','ada',NULL,NULL,NULL,'active','["01M7ZBSN2FE00VMADSCEERPN9Q"]','ada öst','ada ost','ada',1795275150415259,X'01a1febcd446700390fd0501efb1e92b',1795275150415259,X'01a1febcd446700390fd0501efb1e92b',NULL,NULL,NULL);
INSERT INTO member VALUES(2,X'01a1febcd4a37001a8a34852850a0c3f','Bo Ek','bo','bo@ek.example',NULL,NULL,'active','["01M7ZBSN2FE01V7SH3885GEPJF"]','bo ek','bo ek','bo',1795275150499791,X'01a1febcd446700390fd0501efb1e92b',1795275150512034,X'01a1febcd446700390fd0501efb1e92b',1795275150512034,X'01a1febcd446700390fd0501efb1e92b',NULL);
CREATE TABLE role(
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    "name" TEXT NOT NULL,
    description TEXT,
    permissions TEXT,
    name_key TEXT,
    name_sort TEXT,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL,
    deleted_at INTEGER,
    deleted_by BLOB,
    rev INTEGER
) STRICT;
INSERT INTO role VALUES(1,X'01a1febcd44f7001ba29b9639d8b5537','admin','Everything','["*:*"]','admin','admin',1795275150415259,X'01a1febcd446700390fd0501efb1e92b',1795275150415259,X'01a1febcd446700390fd0501efb1e92b',NULL,NULL,NULL);
INSERT INTO role VALUES(2,X'01a1febcd44f7002ba0ad402e1b3062e','manager','Runs the shop','["*:export","analytics:export","analytics:view","audit:view","categories:create","categories:read","categories:update","devices:read","events:create","events:read","events:update","materials:*","members:read","passports:*","policies:read","products:*","roles:read","settings:read","templates:*","variants:*","views:*"]','manager','manager',1795275150415259,X'01a1febcd446700390fd0501efb1e92b',1795275150415259,X'01a1febcd446700390fd0501efb1e92b',NULL,NULL,NULL);
INSERT INTO role VALUES(3,X'01a1febcd44f7003b3e623420b075a4f','crafter','Makes goods and keeps their records','["attachments:create","attachments:read","categories:read","cost:run","events:read","materials:create","materials:read","materials:update","members:read","passports:create","passports:read","passports:update","products:create","products:delete where owner=me","products:read","products:restore where owner=me","products:update","settings:read","variants:create","variants:delete","variants:read","variants:restore","variants:update","views:create","views:read","views:update"]','crafter','crafter',1795275150415259,X'01a1febcd446700390fd0501efb1e92b',1795275150415259,X'01a1febcd446700390fd0501efb1e92b',NULL,NULL,NULL);
INSERT INTO role VALUES(4,X'01a1febcd44f7004a9dd9fb92e21d812','seller','Sells at markets','["attachments:read","categories:read","events:read","events:update","members:read","orders:create","orders:update","passports:read","products:read","sales:create","sales:refund","settings:read","stock:count","variants:read","views:read"]','seller','seller',1795275150415259,X'01a1febcd446700390fd0501efb1e92b',1795275150415259,X'01a1febcd446700390fd0501efb1e92b',NULL,NULL,NULL);
INSERT INTO role VALUES(5,X'01a1febcd44f7005ad0061867100fffc','auditor','Reads everything, changes nothing','["*:export","*:read","audit:view"]','auditor','auditor',1795275150415259,X'01a1febcd446700390fd0501efb1e92b',1795275150415259,X'01a1febcd446700390fd0501efb1e92b',NULL,NULL,NULL);
INSERT INTO role VALUES(6,X'01a1febcd44f70069094884b3a1477cb','viewer','Reads','["*:read","analytics:view"]','viewer','viewer',1795275150415259,X'01a1febcd446700390fd0501efb1e92b',1795275150415259,X'01a1febcd446700390fd0501efb1e92b',NULL,NULL,NULL);
CREATE TABLE policy(
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    "name" TEXT NOT NULL,
    role BLOB REFERENCES role(id),
    member BLOB REFERENCES member(id),
    permission TEXT NOT NULL,
    effect TEXT NOT NULL,
    condition TEXT,
    name_key TEXT,
    name_sort TEXT,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL,
    deleted_at INTEGER,
    deleted_by BLOB,
    rev INTEGER
) STRICT;
CREATE TABLE device(
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    "name" TEXT NOT NULL,
    host TEXT,
    program_version TEXT,
    prefix TEXT,
    enrolled_at INTEGER,
    enrolled_by BLOB REFERENCES member(id),
    state TEXT NOT NULL,
    name_key TEXT,
    name_sort TEXT,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL,
    deleted_at INTEGER,
    deleted_by BLOB,
    rev INTEGER
) STRICT;
INSERT INTO device VALUES(1,X'01a1febcd4467002a3841b267ed2b25b','bench','bench','0.1.0','M1',1795275150414388,X'01a1febcd446700390fd0501efb1e92b','active','bench','bench',1795275150415259,X'01a1febcd446700390fd0501efb1e92b',1795275150415259,X'01a1febcd446700390fd0501efb1e92b',NULL,NULL,NULL);
CREATE TABLE setting(
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    industry TEXT NOT NULL,
    "class" TEXT NOT NULL,
    size INTEGER,
    domain TEXT,
    address TEXT,
    brand_colour TEXT,
    currency TEXT NOT NULL,
    locale TEXT NOT NULL,
    prices_include_tax INTEGER NOT NULL,
    tax_rate INTEGER,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL,
    deleted_at INTEGER,
    deleted_by BLOB,
    rev INTEGER
) STRICT;
INSERT INTO setting VALUES(1,X'01a1febcd44f700780a0f41d4607e0a2','Northlight','manufacturer','general','free',NULL,NULL,NULL,NULL,'EUR','en',1,NULL,1795275150415259,X'01a1febcd446700390fd0501efb1e92b',1795275150415259,X'01a1febcd446700390fd0501efb1e92b',NULL,NULL,NULL);
CREATE TABLE view(
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    "name" TEXT NOT NULL,
    resource TEXT NOT NULL,
    "filter" TEXT,
    sort TEXT,
    "columns" TEXT,
    owner BLOB REFERENCES member(id),
    shared INTEGER NOT NULL,
    name_key TEXT,
    name_sort TEXT,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL,
    deleted_at INTEGER,
    deleted_by BLOB,
    rev INTEGER
) STRICT;
CREATE UNIQUE INDEX commit_device ON "commit"(device, generation, device_seq);
CREATE INDEX commit_group ON "commit"(grp, idx);
CREATE INDEX commit_first ON "commit"(n) WHERE idx = 0;
CREATE INDEX commit_undoes ON "commit"(undoes) WHERE undoes IS NOT NULL AND idx = 0;
CREATE INDEX change_record ON change(record);
CREATE INDEX personal_subject ON personal(subject);
CREATE TRIGGER commit_update BEFORE UPDATE ON "commit"
BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER commit_delete BEFORE DELETE ON "commit"
BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER change_update BEFORE UPDATE ON "change"
BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER change_delete BEFORE DELETE ON "change"
BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER event_update BEFORE UPDATE ON "event"
BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER event_delete BEFORE DELETE ON "event"
BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE UNIQUE INDEX category_id ON category(id);
CREATE UNIQUE INDEX category_unique_1 ON category(ifnull(parent, x''), name_key) WHERE deleted_at IS NULL;
CREATE INDEX category_name_sort ON category(name_sort) WHERE deleted_at IS NULL;
CREATE INDEX category_path_sort ON category(path_sort) WHERE deleted_at IS NULL;
CREATE INDEX category_deleted ON category(deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX product_id ON product(id);
CREATE UNIQUE INDEX product_unique_1 ON product(sku_key) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX product_unique_2 ON product(category, name_key) WHERE deleted_at IS NULL;
CREATE INDEX product_name_sort ON product(name_sort) WHERE deleted_at IS NULL;
CREATE INDEX product_gtin ON product(gtin) WHERE gtin IS NOT NULL;
CREATE INDEX product_featured ON product(featured) WHERE featured = 1;
CREATE INDEX product_deleted ON product(deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX variant_id ON variant(id);
CREATE UNIQUE INDEX variant_unique_1 ON variant(sku_key) WHERE deleted_at IS NULL;
CREATE INDEX variant_product ON variant(product) WHERE product IS NOT NULL;
CREATE INDEX variant_gtin ON variant(gtin) WHERE gtin IS NOT NULL;
CREATE INDEX variant_deleted ON variant(deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX member_id ON member(id);
CREATE UNIQUE INDEX member_unique_1 ON member(user_name_key) WHERE deleted_at IS NULL;
CREATE INDEX member_name_sort ON member(name_sort) WHERE deleted_at IS NULL;
CREATE INDEX member_deleted ON member(deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX role_id ON role(id);
CREATE UNIQUE INDEX role_unique_1 ON role(name_key) WHERE deleted_at IS NULL;
CREATE INDEX role_name_sort ON role(name_sort) WHERE deleted_at IS NULL;
CREATE INDEX role_deleted ON role(deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX policy_id ON policy(id);
CREATE UNIQUE INDEX policy_unique_1 ON policy(name_key) WHERE deleted_at IS NULL;
CREATE INDEX policy_name_sort ON policy(name_sort) WHERE deleted_at IS NULL;
CREATE INDEX policy_deleted ON policy(deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX device_id ON device(id);
CREATE UNIQUE INDEX device_unique_1 ON device(name_key) WHERE deleted_at IS NULL;
CREATE INDEX device_name_sort ON device(name_sort) WHERE deleted_at IS NULL;
CREATE INDEX device_deleted ON device(deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX setting_id ON setting(id);
CREATE INDEX setting_deleted ON setting(deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX view_id ON view(id);
CREATE UNIQUE INDEX view_unique_1 ON view(resource, name_key) WHERE deleted_at IS NULL;
CREATE INDEX view_name_sort ON view(name_sort) WHERE deleted_at IS NULL;
CREATE INDEX view_deleted ON view(deleted_at) WHERE deleted_at IS NOT NULL;
COMMIT;
PRAGMA application_id=1398031176;
PRAGMA user_version=1;
