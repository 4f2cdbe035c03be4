"""Spanish around numbers."""

from digest.understand.figures.west.grammar.shape import Grammar, NounOrder, inflected, words

_OF = words("de del")

SPANISH = Grammar(
    order=NounOrder.FIRST,
    durations=words(
        "año años mes meses semana semanas día días hora horas minuto minutos segundo segundos década décadas siglo "
        "siglos noche noches trimestre trimestres generaciones"
    ),
    idle=words(
        "veces cosas formas razones consejos pasos lecciones preguntas claves maneras ideas tendencias "
        "predicciones trucos"
    ),
    verbs_like_symbols=words("ha"),
    machine_hours=words("cálculo cómputo gpu"),
    counted=words(
        "personas regiones cátedras hombres mujeres niños trabajadores empleados ingenieros investigadores científicos estudiantes "
        "graduados usuarios clientes desarrolladores empresas compañías bancos inversores países estados ciudades "
        "laboratorios universidades chips modelos servidores fábricas plantas satélites robots vehículos coches "
        "aviones drones patentes idiomas productos dispositivos contratos demandas muertos heridos víctimas centros "
        "reactores fabricantes fundadores proveedores profesores socios rivales aliados miembros filiales oficinas almacenes "
        "refinerías minas turbinas camiones trenes puertos aeropuertos tiendas restaurantes hoteles leyes visados becas "
        "fondos equipos juegos aplicaciones expertos médicos docentes soldados agencias"
    ),
    tallied=words(
        "descargas visitas suscripciones suscriptores entregas instalaciones visitantes lectores seguidores pedidos "
        "solicitudes consultas"
    ),
    adjectives=words(
        "nuevos nuevas grandes pequeños pequeñas jóvenes otros otras primeros primeras principales antiguos mejores "
        "últimos últimas próximos diferentes distintos diversas presuntos supuestos"
    ),
    ends=words(
        "previsto previstos prevista previstas esperado esperados esperada esperadas estimados estimadas "
        "el la los las un una unos unas de del a al en con sin por para sobre entre hacia hasta desde contra según "
        "durante tras ante y e o u pero ni que quien quienes cual cuales donde cuando como si no es son era eran fue "
        "fueron ha han había sido ser está están hay más menos muy ya también solo sólo su sus este esta estos estas "
        "ese esa esos lo le les se me nos cada todo todos todas otro mientras aunque porque casi"
    ),
    hundredths={"céntimos": "EUR", "céntimo": "EUR"},
    odds=(("de", "cada"),),
    times=words("veces x"),
    compared=words(
        "más menos mayor menor superior inferior el la los las mejor lo su sus mi mis nuestro nuestra nuestros nuestras tan"
    ),
    multiplied=inflected(
        {2: "duplic", 3: "triplic", 4: "cuadruplic", 5: "quintuplic"},
        "ó aron ar ará arán aría ado ada ados adas a an ando",
    ),
    multiples={"doble": 2, "triple": 3, "cuádruple": 4},
    points=words("puntos"),
    shares={
        "tercio": 3, "tercios": 3, "terceras": 3, "cuarto": 4, "cuartos": 4, "cuarta": 4, "quinto": 5, "quintos": 5,
        "quinta": 5, "décima": 10,
    },
    behind_lone_share=words("parte"),
    plain_shares=words("tercio tercios terceras"),
    halves=words("mitad"),
    articles=words("el la los las un una unos unas su sus este esta estos estas todos todas"),
    possessives=words("su sus"),
    of=_OF,
    definite=words("los las estos estas esos ambos sus nuestros últimos primeros"),
    about=words("casi unos unas alrededor cerca más menos hasta de que total aproximadamente apenas"),
    several=words("varios varias algunos algunas pocos pocas"),
    ranges=words("a al o hasta"),
    ands=words("y e"),
    between=words("entre"),
    against=words("frente contra desde a comparado comparación lugar vez"),
    of_which=words("cuales"),
    having=words("ha han había habían"),
    of_them=(("de", "ellos"), ("de", "ellas")),
    that_is=words("decir"),
    of_money=_OF,
    number_of=words("número total"),
    verbs=words(
        "subió sube subieron cayó cae cayeron creció crece crecieron aumentó aumenta aumentaron bajó baja bajaron "
        "alcanzó alcanza alcanzar alcanzará alcanzaron cuesta costó costará costarán perdió pierde perdieron ganó gana "
        "invirtió invierte invertirá invertir recaudó supera superó superan representa representan vale valió vendió "
        "compró pagó suma sumó asciende ascendió llegó pasó pasará tiene tenía cuenta contaba consumirá consume emplea "
        "oscila oscilan redujo reduce es son era fue ha han será serán está dirige retrocedió avanzó desplomó disparó "
        "recorta recortó aumento caída alza descenso subida"
    ),
    clause_words=words("y que aunque cuando pero porque si mientras según tras donde como"),
)  # fmt: skip
